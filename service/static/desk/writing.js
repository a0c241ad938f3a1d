// What an editor writes. Drafts stay with their issue until they are sent; a sent comment leaves the sheet where it was.

const account = document.querySelector(".me small")?.textContent ?? "";
let scrolled = 0;

function keyOf(sheet, field) {
  return `draft ${account} ${sheet.dataset.issue} ${field.name}`;
}

/** The fields whose text would be missed. */
function fieldsOf(sheet) {
  return sheet?.dataset.issue ? sheet.querySelectorAll('[name="comment"], [name="own"]') : [];
}

function keep(event) {
  const sheet = event.target.closest("#sheet");
  if (![...fieldsOf(sheet)].includes(event.target)) return;
  if (event.target.value) sessionStorage.setItem(keyOf(sheet, event.target), event.target.value);
  else sessionStorage.removeItem(keyOf(sheet, event.target));
}

/** Put drafts back; what the server has kept of a refused form goes before. */
function restore() {
  const sheet = document.getElementById("sheet");
  for (const field of fieldsOf(sheet)) {
    const draft = sessionStorage.getItem(keyOf(sheet, field));
    if (!draft || field.value) continue;
    field.value = draft;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function forget(sheet, names) {
  for (const field of fieldsOf(sheet)) if (names.includes(field.name)) sessionStorage.removeItem(keyOf(sheet, field));
}

document.addEventListener("input", keep);
document.addEventListener("change", (event) => {
  if (event.target.name === "choice") forget(event.target.closest("#sheet"), ["own"]);
});
document.addEventListener("submit", (event) => {
  const sheet = document.getElementById("sheet");
  if (event.target.matches("#sheet .decide")) forget(sheet, ["own"]);
  if (event.target.matches("#sheet .comment")) forget(sheet, ["comment"]);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.target.name !== "comment") return;
  event.preventDefault();
  event.target.form.querySelector("button").click();
});
document.addEventListener("htmx:before:request", (event) => {
  const form = event.target.closest?.("#sheet .comment");
  if (!form) return;
  scrolled = form.closest("#sheet").scrollTop;
  forget(form.closest("#sheet"), ["comment"]);
});
document.addEventListener("htmx:after:swap", () => {
  if (document.activeElement !== document.body) return;
  const sheet = document.getElementById("sheet");
  sheet?.focus({ preventScroll: true });
  sheet?.scrollTo(0, scrolled);
});
document.addEventListener("desk:shown", restore);
restore();
