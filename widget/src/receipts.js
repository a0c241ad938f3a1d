/** Asks what became of earlier reports, while there are some that the reader has not heard of. */

import { tell } from "./dialog.js";
import { entries, prefix, strike, write } from "./ledger.js";
import { settings } from "./settings.js";

const PAUSE = 6 * 36e5;
/** As many as the service tells at once. */
const MOST = 50;

export const askReceipts = async () => {
  const now = Date.now();
  const asked = entries()
    .filter(([, { quote, due }]) => quote && !(Number(due) > now))
    .slice(0, MOST);
  if (!asked[0]) return;
  const ids = asked.map(([key]) => key.slice(prefix.length));
  const response = await fetch(`${settings.endpoint}/api/v1/receipts?id=${ids}`);
  const { receipts } = await response.json();
  for (const [key, { quote = "" }] of asked) {
    const state = receipts[key.slice(prefix.length)];
    const news = /^[fn]/.test(state);
    // One piece of news at a time: what cannot be told now is told on the next page.
    if (state === "unknown" || (news && tell(state, quote))) strike(key);
    else if (!news) write(key, { quote, due: now + PAUSE });
  }
};
