/** The widget's texts, in the language of the place where the reader is. */

import { closest } from "./dom.js";
import { forced, options, settings } from "./settings.js";

/** Inline elements hold words of another language, not a part of the page in another language. */
const PART = "[lang]:not(a,b,bdi,cite,em,i,q,span,strong)";

/** The language in use. @type {string} */
export let language;
/** @type {import("./types").Texts} */
let texts;
/** What brings the screen up to date. @type {(() => void)[]} */
let shown = [];

/** @param {string} lang @param {import("./types").Texts} [loaded] */
const use = (lang, loaded) => {
  language = lang;
  texts = { ...settings.texts, ...loaded, ...options.texts?.["*"], ...options.texts?.[lang] };
  for (const apply of shown) apply();
};
use(settings.lang);

/** @param {string} key */
export const text = (key) => texts[key];

/** Does something now, and again when the texts of another language come. @param {() => void} apply */
export const keepUp = (apply) => {
  shown.push(apply);
  apply();
};

/** A text node that changes with the language. @param {string} key */
export const words = (key) => {
  const node = new Text();
  keepUp(() => {
    node.data = text(key);
  });
  return node;
};

/**
 * Turns to the language of a place on the page. What is not there yet is fetched; until it comes, and where it does not
 * come, the language that the script carries serves.
 * @param {Node | null | undefined} node
 */
export const follow = async (node) => {
  shown = [];
  const wanted = [forced, closest(node, PART)?.lang, document.documentElement.lang, ...navigator.languages]
    .map((tag) => tag?.toLowerCase().match(LANGUAGES)?.[0])
    .find(Boolean);
  if (!wanted || wanted === language) return;
  use(settings.lang);
  if (wanted === language) return;
  const response = await fetch(`${settings.endpoint}/widget/texts/${wanted}.json`, { credentials: "omit" });
  if (response.ok) use(wanted, await response.json());
};
