// Keys. Every one of them presses something that is on the page, so that nothing can be done by key alone.

import { choose, chooseNone, step } from "./rows.js";

const LEADING = { i: "/desk", a: "/desk?status=accepted", o: "/desk/overview" };
const OFF = "keys off"; // for who dictates or presses keys by mistake
let leading = false;

/** Press what the page marks with this key: where issues are chosen, what decides these. */
function press(key) {
  const chosen = document.querySelector('[name="issue"]:checked');
  const many = chosen && document.querySelector(`#pick [data-key="${key}"]`);
  const target = many || document.querySelector(`#sheet [data-key="${key}"]`);
  if (!target?.matches("[data-copy]")) target?.closest("details")?.setAttribute("open", "");
  target?.click();
}

function chip(number) {
  document.querySelectorAll('#sheet [name="choice"]')[number - 1]?.click();
}

/** Go to a field that may be folded away. */
function reach(field) {
  const found = document.querySelector(field);
  found?.closest("details")?.setAttribute("open", "");
  found?.focus();
}

function undo() {
  const form = document.querySelector("#done form") ?? document.getElementById("undo");
  form?.requestSubmit();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  J: () => choose(1),
  K: () => choose(-1),
  X: () => choose(),
  u: undo,
  o: () => document.getElementById("open-page")?.click(),
  c: () => document.querySelector('#sheet [name="own"]')?.focus(),
  m: () => document.querySelector('#sheet [name="comment"]')?.focus(),
  D: () => reach('#sheet [name="original"]'),
  "/": () => document.querySelector('header [name="q"]')?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
  g: () => {
    leading = true;
    setTimeout(() => {
      leading = false;
    }, 1500);
  },
};

/** Whether the key is being typed into something. */
function isTyping(target) {
  return target instanceof HTMLElement && target.closest("input:not([type=radio], [type=checkbox]), textarea, select") !== null;
}

/** Open the menu of sites, with the keyboard in it. */
function openSites(menu) {
  menu.open = true;
  menu.querySelector("a").focus(); // the field, where there is one, takes it from there
}

/** What a key does here, if it does anything. */
function actionOf(key) {
  const sites = document.querySelector("details.site.menu");
  if (leading && key === "s" && sites) return () => openSites(sites);
  if (leading && LEADING[key]) return () => location.assign(LEADING[key]);
  if (KEYS[key]) return KEYS[key];
  if (/^[1-9]$/.test(key)) return () => chip(Number(key));
  if (/^[eaxdsriypw]$/.test(key)) return () => press(key);
  return undefined;
}

document.addEventListener("keydown", (event) => {
  if (localStorage.getItem(OFF) && event.key !== "Escape") return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.key === "Escape" && isTyping(event.target)) {
    event.target.blur();
    document.getElementById("sheet")?.focus({ preventScroll: true });
    return;
  }
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") chooseNone();
  const action = actionOf(event.key);
  if (event.key !== "g") leading = false;
  if (!action || event.repeat && !/^[jkJK]$/.test(event.key)) return;
  event.preventDefault();
  action();
});

const list = document.getElementById("keys");
const works = list?.querySelector('[name="keys"]');
if (works) works.checked = !localStorage.getItem(OFF);
works?.addEventListener("change", () => (works.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
document.querySelector("[data-keys]")?.addEventListener("click", () => list?.showModal());
