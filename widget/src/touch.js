/** On touch screens: a button that comes with a selection. */

import { element } from "./dom.js";
import { add } from "./root.js";
import { text } from "./texts.js";

/** Room for the button, the handles of a selection and the system's menu, in pixels. */
const ROOM = 130;
/** From the top of the button to the foot of the screen. */
const HEIGHT = 62;
/** While a handle is dragged nothing jumps about. In milliseconds. */
const SETTLED = 300;

/** Whether the reader points with a finger. */
export const touching = matchMedia("(pointer:coarse)").matches;

const box = element("aside");
let timer = 0;

/** Offers the button, or takes it away. @param {false | undefined | (() => void)} onclick what it does, if there is to be one */
export const offer = (onclick) => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    box.remove();
    if (!onclick) return;
    const { bottom } = /** @type {Selection} */ (getSelection()).getRangeAt(0).getBoundingClientRect();
    // That of the screen: the page's own is more where something on it is wider than the screen, and its foot out of sight.
    const { height } = /** @type {VisualViewport} */ (visualViewport);
    box.style.inset = `${bottom > height - ROOM ? 12 : height - HEIGHT}px 0 auto`;
    box.replaceChildren(element("button", { onclick }, text("button")));
    add(box);
  }, SETTLED);
};
