/** From a selection to what a report says about it. */

import { first } from "./characters.js";
import { languageAt } from "./page.js";
import { takeQuote } from "./quote.js";
import { sentenceAround } from "./sentence.js";
import { walk } from "./walk.js";

const NEARBY = 1e5;

/** @param {import("./types").Ends} ends @returns {import("./types").Capture} */
export const capture = (ends) => {
  const [node] = ends;
  const language = languageAt(node);
  const [quote, position, before, after] = takeQuote(...walk(document.body, ends));
  const [head, tail] = sentenceAround(before, quote.exact, after, language);
  return {
    quote,
    position,
    before: head,
    after: tail,
    sentence: first(head + quote.exact + tail, 600),
    nearby: before.slice(-NEARBY) + after.slice(0, NEARBY),
    node,
    language,
  };
};
