/** The sentence that a quote stands in. */

import { first, last } from "./characters.js";

/** Code points of a sentence that are looked at on either side of the quote. */
const FAR = 250;

/**
 * @param {string} before the text before the quote
 * @param {string} exact
 * @param {string} after
 * @param {string} lang a BCP 47 tag, or ""
 * @returns {string[]} the parts of the sentence before and after the quote
 */
export const sentenceAround = (before, exact, after, lang) => {
  const head = /** @type {string} */ (last(before, FAR).split("\n").pop());
  const tail = first(after, FAR).split("\n")[0];
  const text = head + exact + tail;
  const end = text.length - tail.length;
  const segments = new Intl.Segmenter(lang || [], { granularity: "sentence" }).segment(text);
  const at = (/** @type {number} */ index) => /** @type {Intl.SegmentData} */ (segments.containing(index));
  const { index, segment } = at(end - 1);
  return [text.slice(at(head.length).index, head.length), text.slice(end, index + segment.length).trimEnd()];
};
