/** The settings of the site: written into the script by the service, or read from the data-* attributes of its tag. */

import english from "../texts/en.json";

// Optimisers that load scripts in their own way leave currentScript null.
const tag = /** @type {HTMLScriptElement | null} */ (
  document.querySelector("script[data-site]") || document.currentScript
);
const data = { ...tag?.dataset };

/** The language that the tag asks for, whatever the page says. */
export const forced = data.lang;

/** @type {import("./types").Options} */
const given = JSON.parse(data.options || "{}");

/** @type {import("./types").Settings} */
export const settings = FROM_TAG
  ? {
      site: data.site || "",
      endpoint: data.endpoint || /** @type {HTMLScriptElement} */ (tag).src.replace(/(.*)\/widget.*/, "$1"),
      lang: "en",
      texts: { ...english, ...given.english },
    }
  : SETTINGS;

/** @type {import("./types").Options} */
export const options = { ...settings.options, ...given };
