/** What the dialog asks, and the sentence as a proof: what is wrong is struck, what is right stands in blue. */

import { difference } from "./diff.js";
import { element } from "./dom.js";
import { options } from "./settings.js";
import { text, words } from "./texts.js";

const MANY_LINES = /\n|.{50}/;

/** @param {string} name of the text and of the field @param {string} tag @param {Record<string, unknown>} [properties]
 * @param {...Node} children */
const labelled = (name, tag, properties, ...children) =>
  element("label", {}, words(name), element(tag, { name, dir: "auto", ...properties }, ...children));

const kinds = () =>
  ["spelling", "grammar", "fact", "other"].map((value) => element("option", { value }, words(value)));

/** @param {import("./types").Capture} captured @returns {Node[]} */
export const createFields = ({ before, quote: { exact }, after, language }) => {
  const { comment = true, kind = true, email } = options;
  const mark = element("mark", {}, exact);
  const oninput = (/** @type {any} */ { target }) => {
    const [, head, struck, tail, added] = difference(exact, target.value);
    mark.replaceChildren(head, element("del", {}, struck), " ", element("ins", {}, added), tail.slice(0, -1));
  };
  return [
    element("p", {}, words("lead")),
    element("blockquote", { dir: "auto" }, before, mark, after),
    // A field of one line, which Enter sends, if the quote fits into one.
    labelled("correction", MANY_LINES.test(exact) ? "textarea" : "input", {
      maxLength: 1000,
      value: exact,
      lang: language,
      oninput,
    }),
    kind && labelled("kind", "select", {}, ...kinds()),
    comment && labelled("comment", "textarea", { maxLength: 2000 }),
    email && labelled("email", "input", { type: "email", maxLength: 254 }),
    text("rules") && element("p", {}, words("rules")),
  ].filter(Boolean);
};
