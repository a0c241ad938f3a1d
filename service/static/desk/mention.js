// Naming a colleague in a comment: after an @ the colleagues whose name begins so are offered.

const BEGUN = /(?<![\p{L}\p{N}_@.])@([\p{L}\p{N}_.+-]*)$/u;
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const listOf = (field) => field.form.querySelector("[data-colleagues]");
const shown = (list) => [...list.children].filter((option) => !option.hidden);
const chosen = (list) => list.querySelector('[aria-selected="true"]');

function mark(field, option) {
  const list = listOf(field);
  for (const other of list.children) other.setAttribute("aria-selected", String(other === option));
  field.setAttribute("aria-activedescendant", option.id);
  // Not by scrollIntoView, which would move the page under whoever types.
  const { offsetTop: top, offsetHeight: height } = option;
  list.scrollTop = Math.max(top + height - list.clientHeight, Math.min(list.scrollTop, top));
}

function close(field) {
  const list = listOf(field);
  if (list) list.hidden = true;
  field.removeAttribute("aria-activedescendant");
}

/** Offer those who fit to what stands between an @ and the caret. */
function offer(field) {
  const list = listOf(field);
  const begun = BEGUN.exec(field.value.slice(0, field.selectionStart));
  if (!list || !begun || field.selectionStart !== field.selectionEnd) return close(field);
  const typed = plain(begun[1]);
  for (const option of list.children) {
    const names = [option.dataset.handle, ...option.textContent.split(/\s+/)];
    option.hidden = !names.some((name) => plain(name).startsWith(typed));
  }
  const [first] = shown(list);
  if (!first) return close(field);
  list.hidden = false;
  mark(field, first);
}

/** Write the colleague's handle in the place of what was typed; as typing, so that the browser can undo it. */
function take(field, option) {
  const at = field.selectionStart;
  const [typed] = BEGUN.exec(field.value.slice(0, at)) ?? [""];
  field.setRangeText(`@${option.dataset.handle} `, at - typed.length, at, "end");
  close(field);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

const isComment = (target) => target instanceof HTMLTextAreaElement && target.name === "comment";

document.addEventListener("input", ({ target }) => isComment(target) && offer(target));
document.addEventListener("focusout", ({ target }) => isComment(target) && close(target));
document.addEventListener("pointerdown", (event) => {
  const option = event.target.closest?.("[data-colleagues] > li");
  if (!option) return;
  event.preventDefault(); // the field keeps the focus
  take(option.closest("form").elements.comment, option);
});
document.addEventListener("keydown", (event) => {
  const list = isComment(event.target) && listOf(event.target);
  if (!list || list.hidden || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const options = shown(list);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) mark(event.target, options.at((options.indexOf(chosen(list)) + step) % options.length));
  else if (event.key === "Enter" || event.key === "Tab") take(event.target, chosen(list));
  else if (event.key === "Escape") close(event.target);
  else return;
  event.preventDefault();
});
