/** The sentence that a quote stands in, cut to what the service takes. */

import { first, last } from "./characters.js";

const LIMIT = 600;

/**
 * @param {string} before the text before the quote
 * @param {string} exact
 * @param {string} after
 * @param {string} lang
 * @returns {string[]} the parts of the sentence before and after the quote
 */
export const sentenceAround = (before, exact, after, lang) => {
  const room = Math.max(0, LIMIT - exact.length) >> 1;
  const head = last(before, room).split("\n").pop() || "";
  const tail = first(after, room).split("\n")[0];
  const end = head.length + exact.length;
  const text = head + exact + tail;
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
