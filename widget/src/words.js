/** The page's own words: names that stand elsewhere on the page are spelled so on purpose. */

const LIMIT = 300;

/** @param {string} text @returns {string[]} distinct words, capitalised ones first */
export const distinctWords = (text) => {
  const words = [...new Set(text.match(/\p{L}[\p{L}\p{M}'’-]{1,39}/gu))];
  const isSmall = (/** @type {string} */ word) => Number(word === word.toLowerCase());
  return words.sort((one, other) => isSmall(one) - isSmall(other)).slice(0, LIMIT);
};
