/** Reports on their way. Each is stored before it is sent, and goes only when the service has it. */

import { emit } from "./emit.js";
import { keepReceipt } from "./receipts.js";
import { settings } from "./settings.js";
import { createStore } from "./store.js";

/** @typedef {import("./types").Result} Result */

const TIMEOUT = 15e3;
const SHORTEST_PAUSE = 5e3;
const LONGEST_PAUSE = 36e5;

/** @type {ReturnType<typeof createStore<import("./types").Entry>>} */
const store = createStore("out");
let timer = 0;

/** One attempt, alone among all tabs where the browser can see to that.
 * @param {string} id @param {boolean} [now] even if it is not due @returns {Promise<Result | undefined>} */
const attempt = (id, now) => {
  const work = async () => {
    const entry = store.get(id);
    // Another tab may have sent it while this one waited for its turn.
    if (!entry || entry.refused || (!now && entry.due > Date.now())) return;
    const { body } = entry;
    entry.due = Math.min(SHORTEST_PAUSE * 2 ** entry.tries++, LONGEST_PAUSE) * (0.5 + Math.random());
    try {
      const response = await fetch(`${settings.endpoint}/api/v1/reports`, {
        method: "POST",
        body,
        keepalive: true,
        credentials: "omit",
        signal: AbortSignal.timeout?.(TIMEOUT),
      });
      const { status } = response;
      const { outcome = "received", code } = await response.json().catch(() => ({}));
      if (response.ok) {
        store.remove(id);
        keepReceipt(id, outcome, JSON.parse(body).quote.exact);
        return { state: outcome, show: emit("sent", { id, outcome }) };
      }
      if (status < 500 && status !== 408 && status !== 429) {
        store.put(id, { ...entry, refused: status });
        return { state: "refused", body, show: emit("rejected", { id, status, code }) };
      }
      entry.due = Math.max(entry.due, 1e3 * Number(response.headers.get("retry-after")) || 0);
    } catch {
      // No network, no answer in time, or an answer that the browser hides: all the same to the reader.
    }
    entry.due += Date.now();
    store.put(id, entry);
    return { state: "queued", show: true };
  };
  return navigator.locks ? navigator.locks.request(id, work) : work();
};

/**
 * Tries what waits, and looks again later as long as something does.
 * @param {(body: string) => void} refused
 * @param {boolean} [now] even what is not due
 */
export const flush = async (refused, now) => {
  clearTimeout(timer);
  if (store.ids().some((id) => !store.get(id)?.refused)) timer = setTimeout(flush, SHORTEST_PAUSE, refused);
  for (const result of await Promise.all(store.ids().map((id) => attempt(id, now))))
    if (result?.body && result.show) refused(result.body);
};

/** Stores a report and tries to send it. @param {import("./types").Report} report */
export const send = (report) => {
  store.put(report.id, { body: JSON.stringify(report), tries: 0, due: 0 });
  emit("queued", report);
  return attempt(report.id);
};
