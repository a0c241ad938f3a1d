/** A quote and its position, taken from the text of a walk. */

import { codePoints, first, last } from "./characters.js";
import { squeeze } from "./normalised.js";

const CONTEXT = 96;

/**
 * @param {{raw: string, start: number, end: number}} walked text with spaces and line breaks not collapsed yet, and
 *   where the selection lies in it, in UTF-16 units
 */
export const takeQuote = ({ raw, start, end }) => {
  // Between two characters that are not white space, each part can be collapsed on its own.
  while (start < end && raw[start] <= " ") start++;
  while (end > start && raw[end - 1] <= " ") end--;
  const before = squeeze(raw.slice(0, start)).trimStart();
  const exact = squeeze(raw.slice(start, end));
  const after = squeeze(raw.slice(end)).trimEnd();
  const from = codePoints(before);
  const to = from + codePoints(exact);
  return {
    before,
    after,
    quote: { exact, prefix: last(before, CONTEXT), suffix: first(after, CONTEXT) },
    position: { start: from, end: to, length: to + codePoints(after) },
  };
};
