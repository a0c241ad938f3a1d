// News: reports and colleagues' decisions, by server-sent events, else by asking every now and then. Nothing that the
// editor looks at moves: rows are marked, new issues are announced, counts change.

import { ask, recount, says, tell } from "./parts.js";
import { forget } from "./rows.js";

const ASK_EVERY = 15_000;
const COMING = new Set(["reported", "reopened", "regressed", "doubted", "undone"]);
const status = new URLSearchParams(location.search).get("status") || "open";
const fresh = new Set();
let stream = null;
let asking = 0;
/** The number of the last thing that the page knows of: what comes after it is news, whenever one asks. */
let since = Number(document.body.dataset.news ?? -1);
let counting = 0;

/** Take in what has happened. */
function hear(changes) {
  for (const change of changes) {
    if (change.mine) continue;
    forget(change.issue);
    if (!mark(change) && change.status === status && COMING.has(change.what)) fresh.add(change.issue);
  }
  if (changes.every((change) => change.mine)) return; // the answer to a decision has brought the counts
  if (fresh.size) announce();
  clearTimeout(counting);
  counting = setTimeout(count, 400);
}

/** Mark a colleague's decision, or what the page check has resolved, on the issue's row and on its sheet. True where the issue is on the page. */
function mark(change) {
  const row = document.querySelector(`#rows > li[data-issue="${change.issue}"]`);
  const sheet = document.querySelector(`#sheet[data-issue="${change.issue}"]`);
  const said =
    change.what === "seen_corrected" ? says.corrected : change.who && (says.colleague ?? "%s").replace("%s", change.who);
  if (said && row) {
    row.classList.toggle("elsewhere", change.status !== status);
    row.title = said;
  }
  if (said && sheet && !sheet.inert) tell(said, true);
  return Boolean(row || sheet);
}

/** Say how many issues are new, as a link that shows them. */
function announce() {
  const news = document.getElementById("news");
  if (!news || news.classList.contains("failed")) return;
  const link = document.createElement("a");
  const address = new URL(location.href);
  link.href = `/desk${address.search}`;
  link.textContent = (says.fresh ?? "%s").replace("%s", String(fresh.size));
  news.replaceChildren(link);
  news.hidden = false;
}

/** The counts in the head, and thereby in the tab's title. */
async function count() {
  const { ok, part } = await ask(`/desk/tabs${location.search}`).catch(() => ({ ok: false }));
  if (ok) recount(part);
}

function listen() {
  if (stream || document.hidden) return;
  stream = new EventSource(`/desk/live?since=${since}`);
  stream.onmessage = (event) => {
    since = Number(event.lastEventId) || since;
    hear(JSON.parse(event.data));
  };
  stream.onerror = () => {
    // A stream that was refused does not come back by itself.
    if (stream?.readyState === EventSource.CLOSED) {
      stream = null;
      asking ||= setInterval(look, ASK_EVERY);
    }
  };
}

async function look() {
  if (document.hidden) return;
  const response = await fetch(`/desk/changes?since=${since}`).catch(() => null);
  if (!response?.ok) return;
  const { last, changes } = await response.json();
  since = last;
  hear(changes);
}

// A hidden tab needs no news, and a browser has few connections to one host.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    stream?.close();
    stream = null;
  } else {
    listen();
    count();
  }
});
addEventListener("pagehide", () => stream?.close());
listen();
