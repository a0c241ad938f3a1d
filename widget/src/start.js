/** Where everything is wired: what the reader does, what happens then. */

import { fillCaptions } from "./caption.js";
import { capture, complete } from "./capture.js";
import { ask, close, isOpen, say, tell, turn } from "./dialog.js";
import { closest } from "./dom.js";
import { emit } from "./emit.js";
import { flush, send } from "./outbox.js";
import { isAllowed } from "./pages.js";
import { askReceipts } from "./receipts.js";
import { makeReport, summary } from "./report.js";
import { selected } from "./selection.js";
import { options } from "./settings.js";
import { offer, touching } from "./touch.js";

/** @typedef {import("./types").Ends} Ends */

/** What was selected when a button went down: the click finds the selection gone. @type {Ends | undefined} */
let latest;

/** Whether somebody may be writing there. @param {any} node */
const isField = (node) => closest(node, "input,textarea,:read-write");

/** Whether the widget has any business there. @param {Ends | undefined} ends */
const isMine = (ends) =>
  (!PAGES || isAllowed()) &&
  (!ends || (!isField(ends[0]) && (!options.active || closest(ends[0], options.active))));

/** @param {Ends | undefined} ends @returns {boolean} whether there was something to do */
const report = (ends) => {
  if (isOpen() || !isMine(ends)) return false;
  const captured = ends && capture(ends);
  if (captured && !emit("open", captured)) return true;
  turn(ends);
  if (!captured) say("select");
  else {
    ask(captured, async (form) => {
      complete(captured);
      const made = makeReport(captured, form);
      if (!emit("submit", made)) return;
      const note = summary(made);
      const isThere = say("sending", note);
      const said = /** @type {string} */ (await send(made));
      if (said) (isThere() ? say : tell)(said, note);
      else if (isThere()) close();
    });
    setTimeout(complete, 0, captured);
  }
  return true;
};

/** For buttons: the caption's, and the page's own. */
export const open = () => {
  report(selected() || latest);
};

const onPointerDown = () => {
  latest = selected();
};

const onSelectionChange = () => {
  const ends = !isOpen() && selected();
  offer(ends && isMine(ends) && ends, report);
};

/** @param {KeyboardEvent} event */
const onKeyDown = (event) => {
  if (
    event.key === "Enter" &&
    event.ctrlKey !== event.metaKey &&
    !(event.shiftKey || event.altKey || event.repeat || event.isComposing || event.defaultPrevented) &&
    !isField(event.composedPath()[0])?.offsetHeight &&
    report(selected())
  )
    event.preventDefault();
};

/** The timer of a scan to come, if any. */
let scan = 0;
const fill = () => {
  scan = 0;
  if (!PAGES || isAllowed()) fillCaptions(open);
};
const observer = new MutationObserver(() => {
  if (!scan) scan = setTimeout(fill, 300);
});

/** The same functions each time: adding them again, after document.open() took them away, adds no second one. */
export const listen = () => {
  addEventListener("keydown", onKeyDown);
  addEventListener("pointerdown", onPointerDown, true);
  if (touching) document.addEventListener("selectionchange", onSelectionChange);
  // Nothing that also happens as a page is left, such as visibilitychange: whom Firefox gives a lock just then it never
  // calls back, and it keeps the lock held for as long as Back leads to the page.
  for (const type of ["online", "pageshow", "focus"]) addEventListener(type, flush);
  (window.requestIdleCallback || setTimeout)(() => {
    fill();
    observer.observe(document, { childList: true, subtree: true });
    flush();
    askReceipts().catch(() => {});
    emit("ready");
  });
};
