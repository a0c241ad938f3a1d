/** From a selection to what a report says about it. */

import { first } from "./characters.js";
import { upwards } from "./dom.js";
import { languageAt } from "./page.js";
import { takeQuote } from "./quote.js";
import { sentenceAround } from "./sentence.js";
import { isInline, walk } from "./walk.js";
import { distinctWords } from "./words.js";

/** How much of the page before and after a quote is searched for words. */
const NEARBY = 5e4;
/** Code points. */
const LONGEST = 1000;

/** The block that holds both ends of a selection. @param {import("./types").Ends} ends @returns {Node} */
const blockOf = ([start, , end]) =>
  upwards(start, (at) => at.nodeType === 1 && at.contains(end) && !isInline(getComputedStyle(at)));

/**
 * What the reader is shown: found in the block of the selection, so that it takes no time on the longest page.
 * @param {import("./types").Ends} ends
 * @returns {import("./types").Capture | undefined} nothing if there is no letter in it, or too many
 */
export const capture = (ends) => {
  const [node] = ends;
  const language = languageAt(node);
  const [quote, { start, end }, before, after] = takeQuote(walk(blockOf(ends), ends));
  if (!/[\p{L}\p{N}]/u.test(quote.exact) || end - start > LONGEST) return;
  const [head, tail] = sentenceAround(before, quote.exact, after, language);
  return {
    quote,
    before: head,
    after: tail,
    sentence: first(head + quote.exact + tail, 600),
    ends,
    language,
  };
};

/** Adds what takes the whole page to find: the contexts over the block's edge, the position, the words of the page.
 * @param {import("./types").Capture} captured */
export const complete = (captured) => {
  if (captured.position) return;
  const [quote, position, before, after] = takeQuote(walk(document.body, captured.ends));
  const words = distinctWords(before.slice(-NEARBY) + after.slice(0, NEARBY));
  // What the reader has seen is what is sent, whatever the page has made of its text meanwhile.
  if (quote.exact === captured.quote.exact) Object.assign(captured, { quote, position, words });
};
