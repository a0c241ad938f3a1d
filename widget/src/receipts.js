/** What became of earlier reports: asked for only while some are outstanding. */

import { settings } from "./settings.js";
import { createStore } from "./store.js";

const PAUSE = 6 * 36e5;
const AT_ONCE = 50;

/** @type {ReturnType<typeof createStore<{quote: string, due: number}>>} */
const store = createStore("receipt");

/** @param {string} id @param {string} outcome what the service answered @param {string} quote */
export const keepReceipt = (id, outcome, quote) => {
  if (/^[rk]/.test(outcome)) store.put(id, { quote, due: Date.now() + PAUSE });
};

/** @param {(key: string, quote: string) => void} tell */
export const askReceipts = async (tell) => {
  const now = Date.now();
  const ids = store
    .ids()
    .filter((id) => (store.get(id)?.due || 0) < now)
    .slice(0, AT_ONCE);
  if (!ids.length) return;
  const response = await fetch(`${settings.endpoint}/api/v1/receipts?id=${ids}`, { credentials: "omit" });
  const { receipts } = await response.json();
  for (const id of ids) {
    const state = receipts[id];
    const { quote = "" } = store.get(id) || {};
    if (/^[fn]/.test(state)) tell(`${state}_later`, quote);
    if (/^[fnu]/.test(state)) store.remove(id);
    else store.put(id, { quote, due: now + PAUSE });
  }
};
