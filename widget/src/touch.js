/** On touch screens: a button that comes with a selection. */

import { turn } from "./dialog.js";
import { element } from "./dom.js";
import { add } from "./root.js";
import { words } from "./texts.js";

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

/** Offers the button for what is selected, or takes it away where that is nothing.
 * @param {import("./types").Ends | false | undefined} ends
 * @param {(ends: import("./types").Ends) => void} report what the button does */
export const offer = (ends, report) => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    box.remove();
    if (!ends) return;
    const { bottom } = /** @type {Selection} */ (getSelection()).getRangeAt(0).getBoundingClientRect();
    // That of the screen: the page's own is more where something on it is wider than the screen, and its foot out of sight.
    const { height } = /** @type {VisualViewport} */ (visualViewport);
    box.style.inset = `${bottom > height - ROOM ? 12 : height - HEIGHT}px 0 auto`;
    turn(ends);
    box.replaceChildren(element("button", { onclick: () => report(ends) }, words("button")));
    add(box);
  }, SETTLED);
};
