/** Asks what became of earlier reports, while there are some that the reader has not heard of. */

import { tell } from "./dialog.js";
import { entries, isSettled, strike, write } from "./ledger.js";
import { settings } from "./settings.js";

const PAUSE = 6 * 36e5;
/** As many as the service tells at once. */
const MOST = 50;

export const askReceipts = async () => {
  const now = Date.now();
  const asked = entries()
    .filter(([, { quote, due = 0 }]) => quote && due <= now)
    .slice(0, MOST);
  if (!asked[0]) return;
  const ids = asked.map(([id]) => id);
  const response = await fetch(`${settings.endpoint}/api/v1/receipts?id=${ids}`);
  const { receipts } = await response.json();
  for (const [id, { quote }] of asked) {
    const state = receipts[id];
    if (!isSettled(state)) write(id, { quote, due: now + PAUSE });
    // One piece of news at a time: what cannot be told now is told on the next page.
    else if (state === "unknown" || tell(state, quote)) strike(id);
  }
};
