/** The dialog: it asks with a form, then says what became of the report. */

import { element } from "./dom.js";
import { createFields } from "./fields.js";
import { add } from "./root.js";
import { selected } from "./selection.js";
import { follow, language, text, words } from "./texts.js";

/** @type {import("./types").Ends | undefined} */
let ends;
/** The form as it was left, and the place that it is for. */
let draft = "";
/** @type {Node[]} */
let fields;

const form = element("form");
const giveBack = () => {
  if (ends && !dialog.open && !selected())
    /** @type {Selection} */ (getSelection()).setBaseAndExtent(...ends);
};
export const close = () => {
  dialog.close();
  giveBack();
};

/** It runs in the direction of the first letter on it: that of its title. @type {HTMLDialogElement} */
const dialog = element(
  "dialog",
  {
    dir: "auto",
    // The form covers the dialog: what is not on it is the backdrop.
    onclick: (/** @type {Event} */ { target }) => {
      if (target === dialog) close();
    },
    // Esc comes as the one, and some time later as the other; without the first if it is pressed twice.
    oncancel: close,
    onclose: giveBack,
    // What a page's shortcuts would make of the letters typed here is none of the reader's wishes. Once closed, the
    // dialog has the focus still until the page is painted again.
    onkeydown: (/** @type {Event} */ event) => {
      if (dialog.open) event.stopPropagation();
    },
  },
  form,
);

/** Whether it is before the page: word of earlier reports stands beside it. */
export const isOpen = () => dialog.matches(":modal");

/** @param {boolean} modal @param {Node[]} contents @param {...Node} buttons the main one last */
const show = (modal, contents, ...buttons) => {
  applyLanguage();
  form.replaceChildren(element("h2", {}, words("title")), ...contents, element("footer", {}, ...buttons));
  if (isOpen()) return;
  dialog.close();
  add(dialog);
  if (modal) dialog.showModal();
  else dialog.open = true;
};

/** @param {string} key */
const closingButton = (key) => element("button", { type: "button", onclick: close }, words(key));

const applyLanguage = () => {
  dialog.lang = language;
  dialog.ariaLabel = text("title");
};

/** Takes the language of a place, and gives the reader's selection back in the end.
 * @param {import("./types").Ends | undefined} selection */
export const turn = (selection) => {
  ends = selection;
  follow(ends?.[0]).then(applyLanguage, applyLanguage);
};

/** @param {import("./types").Capture} captured @param {(form: FormData) => void} submit */
export const ask = (captured, submit) => {
  const key = JSON.stringify(captured.quote);
  if (draft !== key) fields = createFields(captured);
  draft = key;
  form.onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    submit(new FormData(form));
  };
  show(true, fields, closingButton("cancel"), element("button", {}, words("send")));
  // A modal dialog gives the focus to its first field.
  form.correction.select();
};

/**
 * One line and a way out.
 * @param {string} key
 * @param {string} [note] what it is about
 * @param {boolean} [modal] whether it is an answer to something that the reader does now
 * @returns {() => unknown} whether the line is still on the screen
 */
export const say = (key, note = "", modal = true) => {
  const out = closingButton("close");
  draft = "";
  // Screen readers speak an alert as it comes, wherever the focus is.
  show(modal, [element("p", { role: "alert" }, words(key)), element("p", { dir: "auto" }, note)], out);
  if (modal) out.focus();
  // The button's own place is at the end, and the focus would scroll there.
  dialog.scrollTop = 0;
  return () => out.offsetHeight;
};

/** Word of something that happened while no dialog was open.
 * @param {string} key @param {string} [note] @returns {unknown} whether there was room for it */
export const tell = (key, note) => !dialog.open && say(key, note, false);
