/** A quote and its position, taken from the text of a walk. */

import { codePoints, first, last } from "./characters.js";
import { squeeze } from "./normalised.js";

const CONTEXT = 96;

/**
 * @param {string} raw the walked text: spaces and line breaks, not collapsed yet, NUL at both ends of the selection
 * @returns {[quote: import("./types").Quote, position: import("./types").Position, before: string, after: string]} with
 *   the whole normalised text before and after the quote; no quote if an end was not found
 */
export const takeQuote = (raw) => {
  const [head, selected = "", tail = ""] = raw.split("\0");
  const middle = selected.trim();
  const exact = squeeze(middle);
  // Between two characters that are not white space, each part can be collapsed on its own.
  const [lead, trail] = selected.split(middle);
  const before = squeeze(head + lead).trimStart();
  const after = squeeze(trail + tail).trimEnd();
  const from = codePoints(before);
  const to = from + codePoints(exact);
  return [
    { exact, prefix: last(before, CONTEXT), suffix: first(after, CONTEXT) },
    { start: from, end: to, length: to + codePoints(after) },
    before,
    after,
  ];
};
