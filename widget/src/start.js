/** Where everything is wired: what the reader does, what happens then. */

import { fillCaptions } from "./caption.js";
import { capture } from "./capture.js";
import { ask, close, isOpen, say, tell, turn } from "./dialog.js";
import { closest } from "./dom.js";
import { emit } from "./emit.js";
import { flush, send } from "./outbox.js";
import { askReceipts } from "./receipts.js";
import { makeReport } from "./report.js";
import { selected } from "./selection.js";
import { options } from "./settings.js";
import { offer, onPointerDown, touching } from "./touch.js";

/** @typedef {import("./types").Ends} Ends */

const EDITABLE = "input,textarea,select,[contenteditable]:not([contenteditable=false])";
/** Pressing a button may collapse the selection just before the click. In milliseconds. */
const JUST_NOW = 1e3;
const LONGEST = 1000;

/** @type {Ends | undefined} */
let latest;
let lost = 0;

/** @param {() => void} work */
const whenIdle = (work) => (window.requestIdleCallback || setTimeout)(work);

/** Whether the widget has any business there. @param {Node | undefined} node */
const isMine = (node) =>
  !(
    closest(node, EDITABLE) ||
    (options.ignore && closest(node, options.ignore)) ||
    (options.active && node && !closest(node, options.active))
  );

/** @param {string} body of a report that the service does not want */
const refused = (body) => tell("refused", "", body);

/** @param {string} exact @returns {string | undefined} the key of a friendly word, if it cannot be reported */
const troubleWith = (exact) => {
  if (!exact) return "nothing";
  if ([...exact].length > LONGEST) return "long";
  if (!/[\p{L}\p{N}]/u.test(exact)) return "punctuation";
};

/** @param {string} via the way in @param {Ends} [ends] @returns {boolean} whether there was something to do */
const open = (via, ends = selected() || (Date.now() - lost < JUST_NOW ? latest : undefined)) => {
  if (isOpen() || !isMine(ends?.startContainer)) return false;
  const captured = ends && capture(ends);
  const trouble = troubleWith(captured?.quote.exact || "");
  if (!captured || trouble) {
    turn(ends);
    say(trouble || "nothing");
  } else if (emit("open", captured)) {
    turn(ends);
    ask(captured, async (form) => {
      const report = makeReport(captured, form, via);
      if (!emit("submit", report)) return;
      const change = say("sending");
      const { state, show, body } = (await send(report)) || { state: "received", show: true };
      flush(refused);
      if (!show) close();
      else if (!change(state, body) && /^[qr]\w+ed$/.test(state)) tell(state, "", body);
    });
  }
  return true;
};

const onSelectionChange = () => {
  if (isOpen()) return;
  const ends = selected();
  if (ends) latest = ends;
  else lost = Date.now();
  offer(touching && options.touch !== false && ends && isMine(ends.startContainer), () => open("touch"));
};

/** @param {KeyboardEvent} event */
const onKeyDown = (event) => {
  if (
    event.key === "Enter" &&
    event.ctrlKey !== event.metaKey &&
    !(event.shiftKey || event.altKey || event.repeat || event.isComposing || event.defaultPrevented) &&
    isMine(/** @type {Node} */ (event.composedPath()[0])) &&
    open("keyboard", selected())
  )
    event.preventDefault();
};

const onOnline = () => flush(refused, true);
const onReturn = () => {
  if (document.visibilityState === "visible") flush(refused);
};

/** The same functions each time: adding them again, after document.open() took them away, adds no second one. */
export const listen = () => {
  addEventListener("keydown", onKeyDown);
  addEventListener("pointerdown", onPointerDown, true);
  addEventListener("pageshow", onReturn);
  addEventListener("online", onOnline);
  document.addEventListener("selectionchange", onSelectionChange);
  document.addEventListener("visibilitychange", onReturn);
  whenIdle(() => {
    const fill = () => fillCaptions(() => open("caption"));
    fill();
    new MutationObserver(() => whenIdle(fill)).observe(document, { childList: true, subtree: true });
    flush(refused);
    askReceipts(tell).catch(() => {});
    emit("ready");
  });
};

/** @returns {boolean} whether there was something to do */
export const openFromPage = () => open("page");
