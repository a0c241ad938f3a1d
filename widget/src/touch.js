/** On touch screens: a button that comes with a selection. */

import { element } from "./dom.js";
import { add } from "./root.js";
import { text } from "./texts.js";

/** Room for the button, the handles of a selection and the system's menu, in pixels. */
const ROOM = 130;
/** While a handle is dragged nothing jumps about. In milliseconds. */
const SETTLED = 400;

/** Whether the reader points with a finger. */
export const touching = matchMedia("(pointer:coarse)").matches;

const button = element("button");
const box = element("aside", {}, button);
let timer = 0;

/** Offers the button, or takes it away. @param {false | undefined | (() => void)} onclick what it does, if there is to be one */
export const offer = (onclick) => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    box.remove();
    if (!onclick) return;
    const { bottom } = /** @type {Selection} */ (getSelection()).getRangeAt(0).getBoundingClientRect();
    box.style.inset = bottom > innerHeight - ROOM ? "12px 0 auto" : "";
    button.textContent = text("button");
    button.onclick = onclick;
    add(box);
  }, SETTLED);
};
