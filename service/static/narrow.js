// Long lists of sites: a field that narrows them as one types. Where no script runs it is not shown, and the list scrolls.

/** As it is compared: without case, without accents. */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const fieldOf = (place) => place.querySelector("[data-narrow]");
const itemsOf = (label) => [...document.getElementById(label.dataset.narrow).children];

/** Show the items that hold every word of what is typed. */
function narrow(label) {
  const words = plain(label.querySelector("input").value).split(/\s+/);
  for (const item of itemsOf(label)) {
    const text = plain(item.querySelector("[data-name]")?.textContent ?? item.textContent);
    item.hidden = !words.every((word) => text.includes(word));
  }
}

const linksOf = (label) => itemsOf(label).flatMap((item) => (item.hidden ? [] : [item.querySelector("a")]));

for (const label of document.querySelectorAll("[data-narrow]")) {
  label.addEventListener("input", () => narrow(label));
  narrow(label); // a browser that comes back to the page has kept what was typed
}

document.addEventListener(
  "toggle",
  ({ target }) => {
    // Where a finger opens it, a keyboard would cover the list.
    if (target.open && matchMedia("(hover: hover)").matches) fieldOf(target)?.querySelector("input").focus();
  },
  { capture: true }, // it does not bubble
);

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("details:has([data-narrow])");
  if (!menu || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const links = linksOf(fieldOf(menu));
  const at = links.indexOf(event.target);
  if (event.key === "Enter" && event.target.matches("input")) links[0]?.click();
  else if (event.key === "ArrowDown") links[at + 1]?.focus();
  else if (event.key === "ArrowUp") (links[at - 1] ?? fieldOf(menu).querySelector("input")).focus();
  else return;
  event.preventDefault();
});
