/** The sentence that a quote stands in. */

import { first, last } from "./characters.js";

/** Code points of a sentence that are looked at on either side of the quote. */
const FAR = 250;

/**
 * @param {string} before the text before the quote
 * @param {string} exact
 * @param {string} after
 * @param {string} lang
 * @returns {string[]} the parts of the sentence before and after the quote
 */
export const sentenceAround = (before, exact, after, lang) => {
  const [head] = last(before, FAR).split("\n").slice(-1);
  const tail = first(after, FAR).split("\n")[0];
  const text = head + exact + tail;
  const end = text.length - tail.length;
  try {
    const segments = new Intl.Segmenter(lang || "en", { granularity: "sentence" }).segment(text);
    const at = (/** @type {number} */ index) => /** @type {Intl.SegmentData} */ (segments.containing(index));
    const { index, segment } = at(end - 1);
    return [
      text.slice(at(head.length).index, head.length),
      text.slice(end, index + segment.length).trimEnd(),
    ];
  } catch {
    // No Segmenter here, or a tag that it does not take: the paragraph serves.
    return [head, tail];
  }
};
