// Decisions at once: the next issue is shown while the server is still being told, and the former one comes back with a
// clear word if it refuses. One request a decision: its answer brings the issue after the next one.

import { append } from "./more.js";
import { ask, recount, says, tell } from "./parts.js";
import { beside, countChosen, currentRow, expect, forget, open, prepare, show, unexpected } from "./rows.js";

const MOST_ROWS = 10;
let lengthening = false;

/** Send a form's decision and go on. */
async function decide(form, button) {
  const row = currentRow();
  const next = beside(row, 1) ?? beside(row, -1);
  const wanted = unexpected(row);
  const fields = new URLSearchParams(new FormData(form, button));
  if (wanted) fields.set("want", wanted.dataset.issue);
  const tail = lengthen(fields);
  const former = document.getElementById("sheet");
  const answer = ask(form.getAttribute("action"), { method: "POST", body: fields });
  if (wanted) {
    expect(wanted.dataset.issue, answer.then(({ ok, part }) => (ok ? part.getElementById("sheet") : null)));
  }
  row.classList.add("decided");
  former.inert = true;
  if (tail) answer.finally(() => (lengthening = false)).catch(() => {});
  const went = next ? open(next) : Promise.resolve(false);
  went.then((shown) => shown && prepare(next));
  try {
    const { ok, part } = await answer;
    if (!ok) {
      await went;
      refused(part, row, former, wanted);
    } else {
      const done = accepted(part, row);
      if (!(await went)) location.assign(`/desk${location.search}`);
      else if (done && !done.isConnected) place(done);
    }
  } catch {
    await went;
    putBack(former, row, wanted);
    tell(says.offline, true);
  }
}

/** Ask for the rows that follow the list's last one, as many as were decided; one answer at a time brings them. */
function lengthen(fields) {
  const rows = [...document.querySelectorAll("#rows > li[data-issue]")];
  if (lengthening || !document.querySelector("#rows > .more")) return false;
  fields.set("tail", rows.at(-1).dataset.place);
  fields.set("rows", String(Math.min(MOST_ROWS, 1 + rows.filter((row) => row.classList.contains("decided")).length)));
  lengthening = true;
  return true;
}

/** The server has done it: say so, take the row out, count anew. The word about it. */
function accepted(part, row) {
  append(part.querySelectorAll("#tail > li[data-issue]"));
  row.remove();
  countChosen();
  const done = part.getElementById("done");
  if (done) place(done);
  recount(part);
  tell("");
  return done;
}

/** Put the word about what was done above the list, on a phone above the issue, and into the address: it stays on reload. */
function place(done) {
  const number = done.querySelector('[name="activity"]')?.value;
  document.getElementById("done")?.remove();
  const list = document.querySelector(".list");
  const home = list.checkVisibility() ? list.querySelector(".scroll") : document.getElementById("sheet");
  home.prepend(document.adoptNode(done));
  if (!number) return;
  const address = new URL(location.href);
  address.searchParams.set("done", number);
  history.replaceState(null, "", address);
}

/** The server has refused: the issue as it stands now comes back, with the reason on it. */
function refused(part, row, former, wanted) {
  const sheet = part.getElementById("sheet");
  if (!sheet) {
    putBack(former, row, wanted);
    tell(says.failed, true);
    return;
  }
  row.classList.remove("decided");
  if (wanted) forget(wanted.dataset.issue);
  show(sheet, row);
  tell(says.refused, true);
}

function putBack(former, row, wanted) {
  row.classList.remove("decided");
  if (wanted) forget(wanted.dataset.issue);
  former.inert = false;
  show(former, row);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  // Not `form.action`: in the form for many at once that is one of its buttons.
  if (!(form instanceof HTMLFormElement) || !form.getAttribute("action")?.includes("/decision")) return;
  const decided = form.closest("[inert]") !== null; // and the next issue is not here yet
  if (!decided && !currentRow()) return;
  event.preventDefault();
  if (decided) return;
  decide(form, event.submitter);
});

// A chosen chip takes the place of what was written, and a written correction that of the chip.
document.addEventListener("change", (event) => {
  const own = document.querySelector('#sheet [name="own"]');
  if (event.target.name === "choice" && own) own.value = "";
});
document.addEventListener("input", (event) => {
  if (event.target.name !== "own" || event.target.value.trim() === "") return;
  for (const choice of document.querySelectorAll('#sheet [name="choice"]:checked')) choice.checked = false;
});

prepare(currentRow());
