// The queue's rows: which one is open, going from one to the next, choosing many.

import { fetchRows } from "./more.js";
import { ask, exchange, says, tell } from "./parts.js";

/** So many sheets are fetched before they are wanted: whoever decides fast does not wait for the network. */
const AHEAD = 3;
const known = new Map();

/** The list item of the issue that is shown, if it stands in the list. */
export function currentRow() {
  const number = document.getElementById("sheet")?.dataset.issue;
  return number ? document.querySelector(`#rows > li[data-issue="${number}"]`) : null;
}

/** The next (1) or previous (-1) issue's list item, if there is one. */
export function beside(row, direction) {
  let other = row;
  do {
    other = direction > 0 ? other?.nextElementSibling : other?.previousElementSibling;
  } while (other && (!other.dataset.issue || other.classList.contains("decided")));
  return other ?? null;
}

/** Remember a promise of an issue's sheet, so that it is there when it is wanted. */
export function expect(number, sheet) {
  sheet.catch(() => {}); // whoever wants it will hear of it
  known.set(String(number), sheet);
}

/** Forget a sheet that is out of date. */
export function forget(number) {
  known.delete(String(number));
}

/** The sheet of a row, fetched unless it was already; null where it cannot be had. */
async function sheetOf(row) {
  const number = row.dataset.issue;
  const expected = known.get(number);
  known.delete(number);
  const early = expected ? await expected.catch(() => null) : null;
  if (early) return early;
  const { ok, part } = await ask(row.querySelector("a.row").href);
  return ok ? part.getElementById("sheet") : null;
}

/** The first of the rows that come after this one whose sheet is not there yet; null where all are, or there is none. */
export function unexpected(row) {
  let following = row && beside(row, 1);
  for (let ahead = 0; following && ahead <= AHEAD; ahead++) {
    if (!known.has(following.dataset.issue)) return ahead ? following : null;
    following = beside(following, 1);
  }
  return null;
}

/** Fetch the sheets that will be wanted next. */
export function prepare(row) {
  let following = row && beside(row, 1);
  for (let ahead = 0; following && ahead < AHEAD; ahead++) {
    if (!known.has(following.dataset.issue)) {
      expect(following.dataset.issue, sheetOf(following));
    }
    following = beside(following, 1);
  }
}

/** Show a row's issue beside the list. False where it cannot be had. */
export async function open(row) {
  let sheet = null;
  try {
    sheet = await sheetOf(row);
  } catch {
    tell(says.offline, true);
  }
  if (!sheet) return false;
  show(sheet, row);
  return true;
}

/** Put a sheet in place and mark its row. */
export function show(sheet, row) {
  const placed = exchange(document.getElementById("sheet"), sheet);
  for (const marked of document.querySelectorAll(".row[aria-current]")) marked.removeAttribute("aria-current");
  const link = row?.querySelector("a.row");
  if (link) {
    link.setAttribute("aria-current", "true");
    row.scrollIntoView({ block: "nearest" });
    history.replaceState(null, "", link.href);
  }
  placed.scrollTop = 0;
  placed.focus({ preventScroll: true });
}

/** Go to the next or previous issue; after the last of the list, its next page comes first. */
export async function step(direction) {
  const row = currentRow();
  const first = document.querySelector("#rows > li[data-issue]");
  let other = row ? beside(row, direction) : first;
  if (!other && direction > 0 && (await fetchRows())) other = beside(row, 1);
  if (!other) return;
  if (!isBeside()) {
    other.querySelector("a.row").click();
    return;
  }
  await open(other);
  prepare(other);
}

/** Whether issues are shown in this page: beside the list, and on a phone where one is open already. */
function isBeside() {
  return !matchMedia("(max-width: 820px)").matches || document.body.classList.contains("focused");
}

/** Choose the issue that is shown, for deciding many at once, and perhaps go on. */
export function choose(direction = 0) {
  const box = currentRow()?.querySelector('[name="issue"]');
  if (!box) return;
  box.checked = direction ? true : !box.checked;
  box.dispatchEvent(new Event("change", { bubbles: true }));
  if (direction) step(direction);
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("#rows a.row") : null;
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (matchMedia("(max-width: 820px)").matches) return;
  event.preventDefault();
  open(link.closest("li")).then((shown) => (shown ? prepare(link.closest("li")) : location.assign(link.href)));
});

let last = null;
document.addEventListener("click", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || box.name !== "issue") return;
  if (event.shiftKey && last) {
    const boxes = [...document.querySelectorAll('#rows [name="issue"]')];
    const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
    for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
  }
  last = box;
});
/** Say how many are chosen. */
export function countChosen() {
  const said = document.querySelector("[data-chosen]");
  const number = document.querySelectorAll('[name="issue"]:checked').length;
  if (said && says.chosen) said.textContent = says.chosen.replace("%s", String(number));
}

/** Choose none. */
export function chooseNone() {
  for (const box of document.querySelectorAll('#pick [name="whole"], [name="issue"]:checked')) box.checked = false;
  countChosen();
}

document.addEventListener("change", (event) => {
  if (event.target.name === "issue") countChosen();
});
