/** Characters as the contract counts them: code points, never half of a surrogate pair. */

/** @param {string} text @returns {number} its length in code points */
export const codePoints = (text) => text.replace(/[^\0-\uffff]/gu, "x").length;

/** @param {string} text @param {number} limit in code points */
export const first = (text, limit) => [...text.slice(0, 2 * limit)].slice(0, limit).join("");

/** @param {string} text @param {number} limit in code points */
export const last = (text, limit) => [...text.slice(-2 * limit)].slice(-limit).join("");
