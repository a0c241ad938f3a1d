/** Characters as the contract counts them: code points, never half of a surrogate pair. */

/** Half a surrogate pair is no character: it becomes U+FFFD. @param {string} text */
export const wellFormed = (text) => text.replace(/\p{Cs}/gu, "\ufffd");

/** @param {string} text @returns {number} its length in code points */
export const codePoints = (text) => text.length - (text.match(/[\u{10000}-\u{10ffff}]/gu) || []).length;

/** @param {string} text @param {number} limit in code points */
export const first = (text, limit) => [...text.slice(0, 2 * limit)].slice(0, limit).join("");

/** @param {string} text @param {number} limit in code points */
export const last = (text, limit) => [...text.slice(-2 * limit)].slice(-limit).join("");
