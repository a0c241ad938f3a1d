/** The settings of the site: written into the script by the service, or read from the data-* attributes of its tag. */

import english from "../texts/en.json";

// Optimisers that load scripts in their own way leave currentScript null.
const tag = /** @type {HTMLScriptElement | null} */ (
  document.querySelector("script[data-site]") || document.currentScript
);
const { site, endpoint, lang, options: own } = { ...tag?.dataset };

/** The language that the tag asks for, whatever the page says. */
export const forced = lang;

/** @type {import("./types").Settings} */
const given = SETTINGS;

/** @type {import("./types").Settings} */
export const settings = given.site
  ? given
  : {
      site: site || "",
      endpoint: endpoint || /** @type {HTMLScriptElement} */ (tag).src.replace(/\/widget.*/, ""),
      lang: "en",
      texts: WITH_TEXTS ? english : {},
    };

/** @type {import("./types").Options} */
export const options = { ...settings.options, ...JSON.parse(own || "{}") };
