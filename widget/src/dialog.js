/** The dialog: it asks with a form, then says what became of the report. */

import { element } from "./dom.js";
import { createFields } from "./fields.js";
import { add } from "./root.js";
import { select } from "./selection.js";
import { follow, keepUp, language, text, words } from "./texts.js";

/** @typedef {import("./types").Ends} Ends */

/** @type {Ends | undefined} */
let ends;
/** The form as it was left, and the place that it is for. */
let draft = "";
/** @type {Node[]} */
let fields;
/** Where the button went down: marking text up to the dialog's edge and beyond does not close it.
 * @type {EventTarget | null} */
let pressed;

const form = element("form", {});
/** @type {HTMLDialogElement} */
const dialog = element(
  "dialog",
  {
    onmousedown: (/** @type {Event} */ { target }) => {
      pressed = target;
    },
    onclick: (/** @type {Event} */ { target }) => {
      if (target === dialog && pressed === dialog) close();
    },
    onclose: () => ends && select(ends),
  },
  form,
);
dialog.setAttribute("aria-labelledby", "title");
// What a page's shortcuts would make of the letters typed here is none of the reader's wishes.
for (const type of ["keydown", "keypress", "keyup"])
  dialog.addEventListener(type, (event) => event.stopPropagation());

export const close = () => dialog.close();
export const isOpen = () => dialog.open;

/** @param {Node[]} contents @param {...Node} buttons */
const show = (contents, ...buttons) => {
  form.replaceChildren(
    element("h2", { id: "title" }, words("title")),
    ...contents,
    element("footer", {}, ...buttons),
  );
  if (dialog.open) return;
  add(dialog);
  dialog.showModal();
};

/** @param {string} key @param {string} [className] */
const closing = (key, className) =>
  element("button", { type: "button", className, onclick: close }, words(key));

/** Takes the language of a place, and gives the reader's selection back in the end. @param {Ends | undefined} selection */
export const turn = (selection) => {
  ends = selection;
  follow(ends?.startContainer).catch(() => {});
  keepUp(() => {
    dialog.lang = language;
    dialog.dir = /^(ar|fa|he|ur)/.test(language) ? "rtl" : "ltr";
  });
};

/** @param {import("./types").Capture} captured @param {(form: FormData) => void} submit */
export const ask = (captured, submit) => {
  const key = JSON.stringify([captured.quote, captured.position]);
  if (draft !== key) fields = createFields(captured);
  draft = key;
  form.onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    submit(new FormData(form));
  };
  show(fields, closing("cancel"), element("button", { className: "go" }, words("send")));
  form.correction.focus();
  form.correction.select();
};

/**
 * One line and a way out.
 * @param {string} key
 * @returns {(key: string, copy?: string) => boolean} changes the line, if it is still on the screen
 */
export const say = (key) => {
  const line = element("output", {}, words(key));
  const out = closing("close", "go");
  show([line], out);
  out.focus();
  return (next, copy) => {
    if (!dialog.open || !line.isConnected) return false;
    draft = "";
    line.replaceChildren(words(next));
    if (copy) line.after(keepsake(copy));
    return true;
  };
};

/** @param {string} copy a text for the reader to keep */
const keepsake = (copy) => element("textarea", { readOnly: true, value: copy, ariaLabel: text("refused") });

/** Word of something that happens while no dialog is open. @param {string} key @param {string} [quote] @param {string} [copy] */
export const tell = (key, quote, copy) => {
  const line = element("output", {});
  const notice = element(
    "aside",
    { ariaLabel: text("title") },
    line,
    element("button", { onclick: () => notice.remove() }, text("close")),
  );
  if (quote) line.before(element("blockquote", { dir: "auto" }, quote));
  if (copy) line.after(keepsake(copy));
  add(notice);
  // Screen readers speak what changes in an output that is there already.
  line.append(text(key));
};
