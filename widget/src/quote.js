/** A quote and its position, taken from the text of a walk. */

import { codePoints, first, last } from "./characters.js";
import { squeeze } from "./normalised.js";

const CONTEXT = 96;

/**
 * @param {string} raw the walked text: spaces and line breaks, not collapsed yet
 * @param {number} start where the selection lies in it, in UTF-16 units
 * @param {number} end
 * @returns {[quote: import("./types").Quote, position: import("./types").Position, before: string, after: string]} with
 *   the whole normalised text before and after the quote
 */
export const takeQuote = (raw, start, end) => {
  // Between two characters that are not white space, each part can be collapsed on its own.
  while (raw[start] <= " ") start++;
  while (raw[end - 1] <= " ") end--;
  const before = squeeze(raw.slice(0, start)).trimStart();
  const exact = squeeze(raw.slice(start, end));
  const after = squeeze(raw.slice(end)).trimEnd();
  const from = codePoints(before);
  const to = from + codePoints(exact);
  return [
    { exact, prefix: last(before, CONTEXT), suffix: first(after, CONTEXT) },
    { start: from, end: to, length: to + codePoints(after) },
    before,
    after,
  ];
};
