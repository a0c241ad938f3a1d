// The settings' page: the preview follows what is typed, colours can be picked, a selector that is none is told at once.

const form = document.getElementById("settings");
const frame = document.querySelector(".preview iframe");
const chosen = document.querySelector("[data-preview-language]");
const inWindow = document.querySelector("[data-preview]");
const address = frame.getAttribute("src").split("?")[0];
const first = new URLSearchParams(frame.getAttribute("src").split("?")[1]).get("language");
let timer = 0;

/** What the preview has to know of the form: the same as the server writes into the frame's address. */
function previewAddress() {
  const language = chosen?.querySelector("select").value || first;
  const query = new URLSearchParams({ language });
  for (const [name, value] of new FormData(form)) {
    const shown = /^(comment|kind|email|colours\..*)$/.test(name) || name.startsWith(`wording.${language}.`);
    if (shown && value) query.set(name, value);
  }
  return `${address}?${query}`;
}

/** Replaced, not visited: the way back leads past the preview's states. */
function refresh() {
  const next = previewAddress();
  inWindow.href = next;
  frame.contentWindow.location.replace(next);
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(refresh, 400);
}

/** A picker beside each colour's field; what is typed and what is picked follow each other. */
function addPickers() {
  for (const field of form.querySelectorAll("[data-colour]")) {
    const picker = document.createElement("input");
    picker.type = "color";
    picker.setAttribute("aria-label", field.labels[0].textContent);
    const follow = () => {
      const known = /^#[0-9a-f]{6}$/i.test(field.value);
      picker.value = known ? field.value : "#808080";
      picker.classList.toggle("unset", !known);
    };
    picker.addEventListener("input", () => {
      field.value = picker.value;
      follow();
    });
    field.addEventListener("input", follow);
    field.parentElement.querySelector("svg").replaceWith(picker);
    follow();
  }
}

/** What this browser does not take for a selector, others will not either. */
function checkSelector() {
  const field = form.elements.active;
  try {
    if (field.value.trim()) document.createDocumentFragment().querySelector(field.value);
    field.setCustomValidity("");
  } catch {
    field.setCustomValidity(field.dataset.wrong);
  }
}

addPickers();
if (chosen) {
  chosen.hidden = false;
  chosen.addEventListener("change", refresh);
}
form.elements.active.addEventListener("input", checkSelector);
form.addEventListener("input", soon);
form.addEventListener("change", soon);
