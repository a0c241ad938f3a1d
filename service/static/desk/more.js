// Further rows of the list: when its end comes into sight, or whoever goes on by key has come to it.

import { ask } from "./parts.js";

const AHEAD = "400px";
let coming = null;

/** Whether the queue goes on after the list's end. */
export function goesOn() {
  return document.querySelector("#rows > .more") !== null;
}

/** Bring the rows that follow the list's last one. False where there are none, or none can be had now. */
export function fetchRows() {
  coming ??= bring().finally(() => {
    coming = null;
  });
  return coming;
}

async function bring() {
  const more = document.querySelector("#rows > .more");
  if (!more) return false;
  // Not by the link's own place: decisions have brought rows that come after it.
  const address = new URL(more.querySelector("a").href);
  address.searchParams.set("after", [...document.querySelectorAll("#rows > li[data-place]")].at(-1)?.dataset.place ?? "");
  const { ok, part } = await ask(address).catch(() => ({ ok: false }));
  if (!ok) return false;
  const following = part.querySelector("body > .more");
  append(part.querySelectorAll("body > li[data-issue]"));
  if (following) more.replaceWith(document.adoptNode(following));
  else more.remove();
  watch();
  return true;
}

/** Put rows at the list's end; a decision's answer may have brought the same ones meanwhile. */
export function append(rows) {
  const more = document.querySelector("#rows > .more");
  for (const row of rows) {
    if (!document.querySelector(`#rows > li[data-issue="${row.dataset.issue}"]`)) more?.before(document.adoptNode(row));
  }
}

const sight = new IntersectionObserver(
  (seen) => {
    if (seen.some((each) => each.isIntersecting)) fetchRows();
  },
  { root: matchMedia("(max-width: 820px)").matches ? null : document.querySelector(".list .scroll"), rootMargin: AHEAD },
);

function watch() {
  sight.disconnect();
  const more = document.querySelector("#rows > .more");
  if (more) sight.observe(more);
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("#rows > .more a") : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  fetchRows().then((came) => came || location.assign(link.href));
});
watch();
