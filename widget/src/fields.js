/** What the dialog asks, and the sentence as a proof: what is wrong is struck, what is right stands in blue. */

import { difference } from "./diff.js";
import { element } from "./dom.js";
import { options } from "./settings.js";
import { text, words } from "./texts.js";

/** @param {string} key @param {Node} field */
const labelled = (key, field) => element("label", {}, words(key), field);

/**
 * @param {import("./types").Capture} captured
 * @returns {Node[]}
 */
export const createFields = ({ before, quote: { exact }, after, language }) => {
  const { comment = true, kind = true, email } = options;
  const mark = element("mark", {});
  const correction = element("textarea", {
    name: "correction",
    rows: 1,
    maxLength: 1000,
    value: exact,
    lang: language,
    dir: "auto",
    oninput: () =>
      mark.replaceChildren(
        ...difference(exact, correction.value).map(([name, part]) => (name ? element(name, {}, part) : part)),
      ),
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      // As in a field of one line, Enter sends. Shift+Enter makes a new line.
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        correction.form.requestSubmit();
      }
    },
  });
  correction.oninput();
  const fields = [
    element("p", {}, words("lead")),
    element("blockquote", { dir: "auto" }, before, mark, after),
    labelled("correction", correction),
  ];
  if (kind) {
    const kinds = ["spelling", "grammar", "fact", "other"].map((value) =>
      labelled(value, element("input", { type: "radio", name: "kind", value })),
    );
    fields.push(element("fieldset", {}, element("legend", {}, words("kind")), ...kinds));
  }
  if (comment)
    fields.push(
      labelled("comment", element("textarea", { name: "comment", rows: 2, maxLength: 2000, dir: "auto" })),
    );
  if (email)
    fields.push(labelled("email", element("input", { name: "email", type: "email", maxLength: 254 })));
  if (text("rules")) fields.push(element("p", {}, words("rules")));
  return fields;
};
