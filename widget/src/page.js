/** What the page says about itself: its metas, its JSON-LD. */

import { first } from "./characters.js";
import { closest } from "./dom.js";
import { oneLine } from "./normalised.js";

/** The first text in a value of JSON-LD: a text, a thing with a name, or a list of these.
 * @param {any} value @returns {string | undefined} */
const textOf = (value) => (value?.at ? (value.trim ? value : textOf(value[0])) : value && textOf(value.name));

/** What the page's JSON-LD says about its article. @returns {Record<string, unknown>} */
const linkedData = () => {
  const found = {};
  for (const { textContent } of document.querySelectorAll("script[type='application/ld+json']")) {
    try {
      const data = JSON.parse(textContent || "");
      for (const thing of [data["@graph"] || data].flat())
        if (thing.dateModified || thing.articleSection) Object.assign(found, thing);
    } catch {
      // A broken block of the page is no reason to lose a report.
    }
  }
  return found;
};

/** @param {string} name */
const meta = (name) =>
  /** @type {HTMLMetaElement | null} */ (
    document.querySelector(`meta[property="article:${name}"],meta[name=${name}]`)
  )?.content;

/** @param {Node} node where the reader is @returns {string} a BCP 47 tag, or "" */
export const languageAt = (node) => {
  const tag = closest(node, "[lang]")?.lang.replace(/_/g, "-") || "";
  return /^[a-z]{2,8}(-[a-z\d]{1,8})*$/i.test(tag) ? tag : "";
};

/** @param {Node} node where the reader is @returns {Record<string, string>} */
export const describePage = (node) => {
  const data = linkedData();
  const { href } = location;
  const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel~=canonical]"));
  /** @type {Record<string, string>} */
  const page = {
    // A frame made of text (srcdoc) has no address of its own: the one around it serves.
    url: (/^http/.test(href) ? href : document.baseURI).replace(/#?:~:.*/, "").slice(0, 2048),
    canonical: canonical?.href.slice(0, 2048) || "",
    lang: languageAt(node),
  };
  const texts = {
    title: document.title,
    modified: meta("modified_time") || textOf(data.dateModified),
    section: meta("section") || textOf(data.articleSection),
    author: [meta("author"), textOf(data.author)].find((name) => name && !/^https?:/.test(name)),
  };
  for (const [name, value = ""] of Object.entries(texts)) page[name] = first(oneLine(value), 300);
  return page;
};
