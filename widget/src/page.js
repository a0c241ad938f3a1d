/** What the page says about itself: its metas, its JSON-LD. */

import { first } from "./characters.js";
import { closest } from "./dom.js";
import { oneLine } from "./normalised.js";

/** @param {Node | undefined} node where the reader is @returns {string} a BCP 47 tag, or "" */
export const languageAt = (node) => {
  try {
    return Intl.getCanonicalLocales(closest(node, "[lang]")?.lang.replace(/_/g, "-"))[0] || "";
  } catch {
    // Whatever it is, it is no tag.
    return "";
  }
};

/** @param {string} lang where the reader is @returns {Record<string, string>} */
export const describePage = (lang) => {
  const linked = [...document.querySelectorAll("script[type*=ld]")]
    .map((script) => script.textContent)
    .join();
  /**
   * What a meta says, or else what the JSON-LD does: the first text, or first thing with a name, that stands where it
   * should, whatever is around it and broken as it may be. JSON's escapes are the service's to take out.
   * @param {string} name @param {string} property @returns {string | undefined}
   */
  const said = (name, property) => {
    /** @type {HTMLMetaElement | null} */
    const meta = document.querySelector(`meta[property="article:${name}"],meta[name=${name}]`);
    const found = linked.match(`"${property}":[\\s[]*({[^}]*?"name":\\s*)?"([^"]+)"`);
    return meta?.content || found?.[2];
  };
  /** @type {Record<string, string | undefined>} */
  const page = {
    url: location.href,
    canonical: /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel~=canonical]"))?.href,
    title: document.title,
    lang,
    modified: said("modified_time", "dateModified"),
    section: said("section", "articleSection"),
    author: said("author", "author"),
  };
  for (const name of Object.keys(page))
    page[name] = first(oneLine(page[name] || ""), /l$/.test(name) ? 2048 : 300);
  return /** @type {Record<string, string>} */ (page);
};
