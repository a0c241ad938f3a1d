/** What must outlive the page: local storage, or memory where storage is denied or full. */

import { settings } from "./settings.js";

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

/** @template T @param {string} kind of things to keep */
export const createStore = (kind) => {
  const prefix = `bluepencil.${settings.site}.${kind}.`;
  return {
    /** @returns {string[]} */
    ids: () =>
      Object.keys(open())
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length)),

    /** @param {string} id @returns {T | undefined} */
    get: (id) => {
      try {
        return JSON.parse(open()[prefix + id]);
      } catch {
        // Not there (any more), or not written by this script.
      }
    },

    /** @param {string} id @param {T} value */
    put: (id, value) => {
      const text = JSON.stringify(value);
      try {
        open()[prefix + id] = text;
      } catch {
        // Full. The page goes on with a copy; what it cannot take out of the original is sent twice, and counts once.
        storage = { ...storage, [prefix + id]: text };
      }
    },

    /** @param {string} id */
    remove: (id) => delete open()[prefix + id],
  };
};
