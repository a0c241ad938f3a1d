/**
 * The reader's own reports: each is written down before it is sent, and struck off when nothing more is to be learned
 * of it. Local storage keeps them; where it is denied or full, memory does.
 */

import { settings } from "./settings.js";

const prefix = `bluepencil.${settings.site}.`;

/** @type {Record<string, string>} */
let storage;

const open = () => {
  try {
    storage ??= localStorage || {};
  } catch {
    storage = {};
  }
  return storage;
};

/** @returns {string[]} the ids of the reports */
export const ids = () =>
  Object.keys(open())
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));

/** @param {string} id @returns {import("./types").Entry | undefined} */
export const read = (id) => {
  try {
    return JSON.parse(open()[prefix + id]);
  } catch {
    // Struck off by another tab, or not written by this script.
  }
};

/** @param {string} id @param {import("./types").Entry} entry */
export const write = (id, entry) => {
  const text = JSON.stringify(entry);
  try {
    open()[prefix + id] = text;
  } catch {
    // Full: what is written down now lives as long as the page. The rest waits for the next one.
    storage = { [prefix + id]: text };
  }
};

/** @param {string} id */
export const strike = (id) => delete open()[prefix + id];
