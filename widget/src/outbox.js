/** Sends reports, again and again until the service has them. */

import { tell } from "./dialog.js";
import { emit } from "./emit.js";
import { ids, read, strike, write } from "./ledger.js";
import { summary } from "./report.js";
import { settings } from "./settings.js";

const TIMEOUT = 15e3;
const SHORTEST_PAUSE = 3e3;
const MOST_DOUBLINGS = 9;

let timer = 0;

/** One attempt, alone among all tabs where the browser can see to that.
 * @param {string} id @param {boolean} [now] even if it is not due
 * @returns {Promise<unknown>} what to say: an outcome, "queued", "refused"; nothing if the page says it itself or another
 *   tab has sent the report */
const attempt = (id, now) => {
  /** @param {unknown} lock nothing if another tab is about to send it */
  const work = async (lock) => {
    const entry = read(id);
    if (!lock || !entry?.body || entry.refused || (!now && entry.due > Date.now())) return;
    const { body } = entry;
    entry.tries = (entry.tries || 0) + 1;
    entry.due =
      Date.now() + SHORTEST_PAUSE * 2 ** Math.min(entry.tries, MOST_DOUBLINGS) * (0.5 + Math.random());
    try {
      const response = await fetch(`${settings.endpoint}/api/v1/reports`, {
        method: "POST",
        body,
        keepalive: true,
        credentials: "omit",
        signal: AbortSignal.timeout?.(TIMEOUT),
      });
      const { status } = response;
      const { outcome = "received" } = await response.json().catch(() => ({}));
      if (response.ok) {
        if (/^[rk]/.test(outcome)) write(id, { quote: JSON.parse(body).quote.exact, due: 0 });
        else strike(id);
        return emit("sent", { id, outcome }) && outcome;
      }
      if (/^4(?!08|29)/.test(`${status}`)) {
        entry.refused = status;
        write(id, entry);
        return emit("rejected", { id, status }) && "refused";
      }
    } catch {
      // No network, no answer in time, or an answer that the browser hides: all the same to the reader.
    }
    write(id, entry);
    return "queued";
  };
  // A sandboxed frame has locks, and denies them.
  return navigator.locks?.request(id, { ifAvailable: true }, work).catch(work) || work(id);
};

/** Tries what waits, and looks again later as long as something does. @param {{type: string}} [event] */
export const flush = async (event) => {
  clearTimeout(timer);
  for (const id of ids()) {
    const { body, refused } = read(id) || {};
    if (!body || refused) continue;
    timer = setTimeout(flush, SHORTEST_PAUSE);
    if ((await attempt(id, event?.type === "online")) === "refused")
      tell("refused", summary(JSON.parse(body)));
  }
};

/** Writes a report down and tries to send it. @param {import("./types").Report} report */
export const send = async (report) => {
  write(report.id, { body: JSON.stringify(report), due: 0 });
  emit("queued", report);
  const said = await attempt(report.id);
  flush();
  return said;
};
