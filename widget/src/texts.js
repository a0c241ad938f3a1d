/** The widget's texts, in the language of the place where the reader is. */

import { languageAt } from "./page.js";
import { forced, options, settings } from "./settings.js";

/** The language in use. @type {string} */
export let language;
/** @type {import("./types").Texts} */
let texts;
/** What stands on the screen. @type {[Text, string][]} */
let shown = [];

/** @param {string} lang @param {import("./types").Texts} [loaded] */
const use = (lang, loaded) => {
  language = lang;
  texts = { ...settings.texts, ...loaded, ...options.texts };
  for (const [node, key] of shown) node.data = text(key);
};

/** @param {string} key */
export const text = (key) => texts[key];
use(settings.lang);

/** A text node that changes with the language. @param {string} key */
export const words = (key) => {
  const node = new Text(text(key));
  shown.push([node, key]);
  return node;
};

/**
 * Turns to the language of a place on the page. What is not there yet is fetched; until it comes, and where it does not
 * come, the language that the script carries serves.
 * @param {Node | undefined} node
 */
export const follow = async (node) => {
  shown = [];
  const tags = [forced, languageAt(node), document.documentElement.lang, navigator.languages, settings.lang];
  const [, wanted] = /** @type {string[]} */ (`,${tags}`.toLowerCase().match(LANGUAGES));
  if (wanted === language) return;
  use(settings.lang);
  if (wanted === language) return;
  const response = await fetch(`${settings.endpoint}/w/${settings.site}/${wanted}.json`);
  if (response.ok) use(wanted, await response.json());
};
