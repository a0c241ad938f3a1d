/** On touch screens: a button that comes with a selection. */

import { element } from "./dom.js";
import { add } from "./root.js";
import { text } from "./texts.js";

/** Room for the button, the handles of a selection and the system's menu, in pixels. */
const ROOM = 130;
/** While a handle is dragged nothing jumps about. In milliseconds. */
const SETTLED = 400;

/** Whether the reader points with a finger. */
export let touching = matchMedia("(pointer:coarse)").matches;

/** @param {PointerEvent} event */
export const onPointerDown = ({ pointerType }) => {
  touching = pointerType === "touch";
};

const button = element("button", { className: "go" });
const box = element("aside", {}, button);
let timer = 0;

/** Offers the button, or takes it away. @param {unknown} wanted @param {() => void} [press] */
export const offer = (wanted, press) => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    box.remove();
    const selection = getSelection();
    if (!wanted || !selection?.rangeCount) return;
    const { top, bottom } = selection.getRangeAt(0).getBoundingClientRect();
    box.className = bottom > innerHeight - ROOM && top > ROOM ? "offer top" : "offer";
    button.textContent = box.ariaLabel = text("button");
    button.onclick = press;
    add(box);
  }, SETTLED);
};
