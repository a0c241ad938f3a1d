/**
 * The reader's own reports: each is written down before it is sent, and struck off when nothing more is to be learned
 * of it. Local storage keeps them; where it is denied or full, memory does.
 */

import { settings } from "./settings.js";

/** What the key of every report begins with; its id follows. */
export const prefix = `bluepencil.${settings.site}.`;

/** @type {Record<string, string>} */
let storage = {};
try {
  storage = localStorage || storage;
} catch {
  // Denied, as in sandboxed frames.
}

/** @param {string} key @returns {import("./types").Entry} */
export const read = (key) => {
  try {
    return JSON.parse(storage[key]) || {};
  } catch {
    // Struck off by another tab, or not written by this script.
    return {};
  }
};

/** @returns {[key: string, entry: import("./types").Entry][]} */
export const entries = () =>
  Object.keys(storage)
    .filter((key) => key.startsWith(prefix))
    .map((key) => [key, read(key)]);

/** @param {string} key @param {import("./types").Entry} entry */
export const write = (key, entry) => {
  const text = JSON.stringify(entry);
  try {
    storage[key] = text;
  } catch {
    // Full: what is written down now lives as long as the page. The rest waits for the next one.
    storage = { [key]: text };
  }
};

/** @param {string} key */
export const strike = (key) => delete storage[key];
