/** Sends reports, again and again until the service has them. */

import { tell } from "./dialog.js";
import { emit } from "./emit.js";
import { entries, isSettled, read, strike, write } from "./ledger.js";
import { summary } from "./report.js";
import { settings } from "./settings.js";

const TIMEOUT = 15e3;
const SHORTEST_PAUSE = 3e3;
const LONGEST_PAUSE = 36e5;

let timer = 0;

/** One attempt, alone among all tabs where the browser can see to that.
 * @param {string} id of the report @param {boolean} [now] even if it is not due
 * @returns {Promise<unknown>} what to say: an outcome, "queued", "refused"; nothing if the page says it itself or another
 *   tab has sent the report */
const attempt = (id, now) => {
  /** @param {unknown} lock nothing if another tab is about to send it */
  const work = async (lock) => {
    const entry = read(id);
    // A time that is not set is in no future.
    const {
      body,
      refused,
      pause = SHORTEST_PAUSE,
      due,
      closed,
    } = /** @type {Required<typeof entry>} */ (entry);
    const time = Date.now();
    if (!lock || !body || refused || closed > time || (!now && due > time)) return;
    /** @type {string | false} */
    let said = "queued";
    entry.pause = Math.min(pause * 2, LONGEST_PAUSE);
    entry.due = time + entry.pause * (0.5 + Math.random());
    try {
      const response = await fetch(`${settings.endpoint}/api/v1/reports`, {
        method: "POST",
        body,
        keepalive: true,
        credentials: "omit",
        signal: AbortSignal.timeout(TIMEOUT),
      });
      const status = /** @type {any} */ (response.status);
      if (response.ok) {
        const { outcome } = await response.json();
        if (isSettled(outcome)) strike(id);
        else write(id, { quote: JSON.parse(body).quote.exact });
        return emit("sent", { id, outcome }) && outcome;
      }
      if (/^4(?!08|29)/.test(status)) {
        entry.refused = status;
        said = emit("rejected", { id, status }) && "refused";
      } else {
        // No number, if it is a date: it would be written down as null, which is in no future.
        const wait = /** @type {any} */ (response.headers.get("Retry-After")) * 1e3;
        entry.closed = time + Math.min(wait, LONGEST_PAUSE);
      }
    } catch {
      // No network, no answer in time, one that the browser hides or nobody understands: all the same to the reader.
    }
    write(id, entry);
    return said;
  };
  // A sandboxed frame has locks, and denies them.
  return navigator.locks?.request(id, { ifAvailable: true }, work).catch(work) || work(id);
};

/** Tries what waits, and looks again later as long as something does. @param {{type: string}} [event] */
export const flush = async (event) => {
  for (const [id, { body, refused }] of entries()) {
    if (body && !refused) {
      // One timer for all of them: were each to leave its own, they would double with every look.
      clearTimeout(timer);
      timer = setTimeout(flush, SHORTEST_PAUSE);
      if ((await attempt(id, event?.type === "online")) === "refused")
        tell("refused", summary(JSON.parse(body)));
    }
  }
};

/** Writes a report down and tries to send it. @param {import("./types").Report} report */
export const send = (report) => {
  write(report.id, { body: JSON.stringify(report) });
  emit("queued", report);
  setTimeout(flush, SHORTEST_PAUSE);
  return attempt(report.id);
};
