/** The settings of the site: written into the script by the service, or read from the data-* attributes of its tag. */

import english from "../texts/en.json";

// Optimisers that load scripts in their own way leave currentScript null.
const tag = /** @type {HTMLScriptElement | null} */ (
  document.querySelector("script[data-site]") || document.currentScript
);
const { site, endpoint, lang, ...data } = { ...tag?.dataset };

/** The language that the tag asks for, whatever the page says. */
export const forced = lang;

/** @type {import("./types").Settings} */
export const settings = ((given) =>
  given.site
    ? given
    : {
        site,
        endpoint: endpoint || tag?.src.replace(/\/widget.*/, ""),
        lang: "en",
        texts: WITH_TEXTS ? english : {},
      })(/** @type {any} */ ("__BLUEPENCIL__"));

/** @type {import("./types").Options & Record<string, unknown>} */
export const options = { ...settings.options };
for (const [name, value = ""] of Object.entries(data)) {
  try {
    options[name] = JSON.parse(value);
  } catch {
    options[name] = value;
  }
}
