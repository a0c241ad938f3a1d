/**
 * The reader's own reports: each is written down before it is sent, and struck off when nothing more is to be learned
 * of it. Local storage keeps them; where it is denied or full, memory does.
 */

import { settings } from "./settings.js";

/** What the key of every report begins with; its id follows. */
const prefix = `bluepencil.${settings.site}.`;

/** @type {Record<string, string>} */
let storage = {};
try {
  storage = localStorage || storage;
} catch {
  // Denied, as in sandboxed frames.
}

/** @param {string} id @returns {import("./types").Entry} */
export const read = (id) => {
  try {
    return JSON.parse(storage[prefix + id]) || {};
  } catch {
    // Struck off by another tab, or not written by this script.
    return {};
  }
};

/** @returns {[id: string, entry: import("./types").Entry][]} */
export const entries = () =>
  Object.keys(storage)
    .map((key) => key.split(prefix)[1])
    .filter(Boolean)
    .map((id) => [id, read(id)]);

/** @param {string} id @param {import("./types").Entry} entry */
export const write = (id, entry) => {
  const text = JSON.stringify(entry);
  try {
    storage[prefix + id] = text;
  } catch {
    // Full: what is written down now lives as long as the page. The rest waits for the next one.
    storage = { [prefix + id]: text };
  }
};

/** @param {string} id */
export const strike = (id) => delete storage[prefix + id];

/** Whether the reader need not hear more of a report. @param {string} state what became of it */
export const isSettled = (state) => /^[fnu]/.test(state);
