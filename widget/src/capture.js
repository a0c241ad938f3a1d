/** From a selection to what a report says about it. */

import { first } from "./characters.js";
import { languageAt } from "./page.js";
import { takeQuote } from "./quote.js";
import { sentenceAround } from "./sentence.js";
import { walk } from "./walk.js";

const NEARBY = 1e5;

/** The block that holds both ends of a selection. @param {import("./types").Ends} ends @returns {Node} */
const blockOf = ([node, , end]) => {
  let block = /** @type {any} */ (node);
  while (block.nodeType !== 1 || !block.contains(end) || /^inline/.test(getComputedStyle(block).display))
    block = block.parentNode || block.host;
  return block;
};

/**
 * What the reader is shown: found in the block of the selection, so that it takes no time on the longest page.
 * @param {import("./types").Ends} ends
 * @returns {import("./types").Capture}
 */
export const capture = (ends) => {
  const [node] = ends;
  const language = languageAt(node);
  const [quote, , before, after] = takeQuote(...walk(blockOf(ends), ends));
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

/** What takes the whole page to find: the contexts over the block's edge, the position, the text around.
 * @param {import("./types").Capture} captured */
export const complete = (captured) => {
  if (captured.position) return;
  const [quote, position, before, after] = takeQuote(...walk(document.body, captured.ends));
  const nearby = before.slice(-NEARBY) + after.slice(0, NEARBY);
  Object.assign(captured, { quote, position, nearby });
};
