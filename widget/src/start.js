/** Where everything is wired: what the reader does, what happens then. */

import { fillCaptions } from "./caption.js";
import { capture, complete } from "./capture.js";
import { ask, close, isOpen, say, tell, turn } from "./dialog.js";
import { closest } from "./dom.js";
import { emit } from "./emit.js";
import { flush, send } from "./outbox.js";
import { askReceipts } from "./receipts.js";
import { makeReport, summary } from "./report.js";
import { selected } from "./selection.js";
import { options } from "./settings.js";
import { offer } from "./touch.js";

/** @typedef {import("./types").Ends} Ends */

const LONGEST = 1000;

/** What was selected when a button went down: the click finds the selection gone. @type {Ends | undefined} */
let latest;

/** Whether the widget has any business there. @param {Node | undefined} node */
const isMine = (node) =>
  !closest(node, "input,textarea,:read-write") && (!node || !options.active || closest(node, options.active));

/** @param {Ends} [ends] @returns {boolean} whether there was something to do */
export const open = (ends = selected() || latest) => {
  if (isOpen() || !isMine(ends?.[0])) return false;
  const captured = ends && capture(ends);
  const exact = captured ? captured.quote.exact : "";
  const trouble = [...exact].length > LONGEST ? "long" : !/[\p{L}\p{N}]/u.test(exact) && "nothing";
  if (!trouble && !emit("open", captured)) return true;
  turn(ends);
  if (trouble || !captured) say(trouble || "");
  else {
    ask(captured, async (form) => {
      complete(captured, ends);
      const report = makeReport(captured, form);
      if (!emit("submit", report)) return;
      const note = summary(report);
      const isThere = say("sending", note);
      const said = /** @type {string} */ (await send(report));
      if (isThere()) {
        if (said) say(said, note);
        else close();
      } else if (/^(queued|refused)$/.test(said)) tell(said, note);
    });
    setTimeout(complete, 0, captured, ends);
  }
  return true;
};

const onPointerDown = () => {
  latest = selected();
};

const onSelectionChange = () => {
  const ends = isOpen() ? undefined : selected();
  offer(ends && isMine(ends[0]), () => open(ends));
};

/** @param {KeyboardEvent} event */
const onKeyDown = (event) => {
  if (
    event.key === "Enter" &&
    event.ctrlKey !== event.metaKey &&
    !(event.shiftKey || event.altKey || event.repeat || event.isComposing || event.defaultPrevented) &&
    isMine(/** @type {Node} */ (event.composedPath()[0])) &&
    open(selected())
  )
    event.preventDefault();
};

/** The timer of a scan to come, if any. */
let waiting = 0;
const fill = () => {
  waiting = 0;
  fillCaptions(() => open());
};
const observer = new MutationObserver(() => {
  waiting ||= setTimeout(fill, 300);
});

/** The same functions each time: adding them again, after document.open() took them away, adds no second one. */
export const listen = () => {
  addEventListener("keydown", onKeyDown);
  addEventListener("pointerdown", onPointerDown, true);
  document.addEventListener("selectionchange", onSelectionChange);
  for (const type of ["online", "pageshow", "visibilitychange"]) addEventListener(type, flush);
  (window.requestIdleCallback || setTimeout)(() => {
    fill();
    observer.observe(document, { childList: true, subtree: true });
    flush();
    askReceipts().catch(() => {});
    emit("ready");
  });
};
