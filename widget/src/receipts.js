/** Asks what became of earlier reports, while there are some that the reader has not heard of. */

import { tell } from "./dialog.js";
import { ids, read, strike, write } from "./ledger.js";
import { settings } from "./settings.js";

const PAUSE = 6 * 36e5;

export const askReceipts = async () => {
  const now = Date.now();
  const due = ids().filter((id) => {
    const { quote, due = 0 } = read(id) || {};
    return quote && due < now;
  });
  if (!due[0]) return;
  const response = await fetch(`${settings.endpoint}/api/v1/receipts?id=${due.slice(0, 50)}`);
  const { receipts } = await response.json();
  for (const id of due) {
    const state = receipts[id];
    const { quote } = read(id) || {};
    const news = /^[fn]/.test(state);
    // One piece of news at a time: what cannot be told now is told on the next page.
    if (state === "unknown" || (news && tell(state, quote || ""))) strike(id);
    else if (!news) write(id, { quote, due: now + PAUSE });
  }
};
