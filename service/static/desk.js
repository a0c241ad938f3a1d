// Keys for the desk, and a proof that follows the chosen correction. Everything here has a link or a button as well.

const sheet = document.getElementById("sheet");
const rows = [...document.querySelectorAll(".row")];

/** Follow the row next to the current one, if there is one. */
function step(by) {
  const at = rows.findIndex((row) => row.hasAttribute("aria-current"));
  const row = rows[at + by];
  if (row) row.click();
}

/** Press the button of a decision, so that the form is checked and sent as by hand. */
function press(key) {
  const button = document.querySelector(`button[data-key="${key}"]`);
  if (button) button.click();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  o: () => document.getElementById("open-page")?.click(),
  c: () => document.querySelector('[name="own"]')?.focus(),
  "/": () => document.querySelector('[name="q"]')?.focus(),
};

/** Whether the key is being typed into something. */
function isTyping(target) {
  return target instanceof HTMLElement && target.closest("input:not([type=radio]), textarea, select") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && isTyping(event.target)) {
    event.target.blur();
    return;
  }
  if (isTyping(event.target)) return;
  const action = KEYS[event.key] ?? (/^[eaxrs]$/.test(event.key) ? () => press(event.key) : undefined);
  if (!action) return;
  event.preventDefault();
  action();
});

// Menus close when one looks elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// A chosen chip takes the place of what was written, and a written correction that of the chip.
sheet?.addEventListener("change", (event) => {
  const own = sheet.querySelector('[name="own"]');
  if (event.target.name === "choice" && own) own.value = "";
});
sheet?.addEventListener("input", (event) => {
  if (event.target.name !== "own" || event.target.value.trim() === "") return;
  for (const choice of sheet.querySelectorAll('[name="choice"]:checked')) choice.checked = false;
});

// The server writes moments in UTC; here they are told in the editor's own time.
const today = new Date().toDateString();
for (const time of document.querySelectorAll("time[datetime]")) {
  const moment = new Date(time.dateTime);
  time.title = moment.toLocaleString();
  if (!time.classList.contains("clock")) continue;
  const hour = { hour: "2-digit", minute: "2-digit" };
  const day = { day: "numeric", month: "short", year: "numeric" };
  time.textContent = moment.toLocaleString([], moment.toDateString() === today ? hour : { ...day, ...hour });
}

// On a wide screen the queue keeps the current row in sight.
document.querySelector(".row[aria-current]")?.scrollIntoView({ block: "nearest" });
