// On a phone, a finger or a button goes from one issue to the next. A finger that begins at the screen's edge is the
// browser's own, one that moves up or down scrolls (`touch-action`), and one that began in a field is left alone.

import { goesOn } from "./more.js";
import { beside, currentRow, step } from "./rows.js";

const EDGE = 32;
const FAR = 80;
const FAST = 0.5; // pixels a millisecond, for a short flick
const RESISTS = 0.25;
const ALONE = "input:not([type=radio]), textarea, select, [inert]";
let swipe = null;

function isPhone() {
  return matchMedia("(max-width: 820px)").matches && document.body.classList.contains("focused");
}

/** Which way a movement leads: on (1), or back (-1). What follows lies where lines end. */
function wayOf(moved) {
  return (document.documentElement.dir === "rtl") === moved > 0 ? 1 : -1;
}

/** Whether there is an issue that way, in the list or after its end. */
function leads(way) {
  const row = currentRow();
  return Boolean(row && (beside(row, way) || (way > 0 && goesOn())));
}

/** Move the sheet with the finger; less where nothing follows. Whoever wants no motion sees none. */
function follow(moved) {
  swipe.leads = leads(wayOf(moved));
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  swipe.sheet.style.translate = `${swipe.leads ? moved : moved * RESISTS}px 0`;
}

/** Let the sheet go, from where it is to where it belongs. */
function settle(sheet, from) {
  sheet.style.translate = "";
  if (!from || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  sheet.animate([{ translate: from }, { translate: "0 0" }], { duration: 160, easing: "ease-out" });
}

async function go(way, side = way) {
  const former = document.getElementById("sheet");
  await step(way);
  const sheet = document.getElementById("sheet");
  if (sheet === former) {
    settle(sheet, sheet.style.translate);
    return;
  }
  scrollTo({ top: 0, behavior: "instant" });
  settle(sheet, `${side * 30}vw 0`);
}

document.addEventListener("pointerdown", (event) => {
  const sheet = event.target instanceof Element ? event.target.closest("#sheet") : null;
  const atEdge = event.clientX < EDGE || event.clientX > innerWidth - EDGE;
  swipe = null;
  if (event.pointerType !== "touch" || !event.isPrimary || !sheet || atEdge || !isPhone()) return;
  if (event.target.closest(ALONE) || !getSelection().isCollapsed) return;
  swipe = { sheet, id: event.pointerId, x: event.clientX, at: event.timeStamp, moved: 0, leads: false };
});
document.addEventListener("pointermove", (event) => {
  if (swipe?.id !== event.pointerId) return;
  swipe.moved = event.clientX - swipe.x;
  follow(swipe.moved);
});
document.addEventListener("pointerup", (event) => {
  if (swipe?.id !== event.pointerId) return;
  const { sheet, moved, at } = swipe;
  const goes = swipe.leads;
  swipe = null;
  const far = Math.abs(moved) > FAR || Math.abs(moved) / (event.timeStamp - at) > FAST && Math.abs(moved) > FAR / 3;
  if (!goes || !far) {
    settle(sheet, sheet.style.translate);
    return;
  }
  go(wayOf(moved), -Math.sign(moved));
});
document.addEventListener("pointercancel", () => {
  if (swipe) settle(swipe.sheet, swipe.sheet.style.translate);
  swipe = null;
});

// The same by buttons, which a page without a script does not show.
function offer() {
  for (const button of document.querySelectorAll("#sheet [data-step]")) {
    button.hidden = !currentRow();
    button.disabled = !leads(Number(button.dataset.step));
  }
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-step]") : null;
  if (button) go(Number(button.dataset.step));
});
document.addEventListener("desk:shown", offer);
offer();
