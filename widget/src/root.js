/** The one element that the widget adds to a page: its shadow root keeps the page's styles out and the widget's in. */

import { element } from "./dom.js";
import look from "./look.css";
import { options } from "./settings.js";

/** @type {ShadowRoot | undefined} */
let root;

/** @param {Node} node to put on the screen */
export const add = (node) => {
  if (!root) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(look);
    root = /** @type {ShadowRoot} */ (
      element("bluepencil-widget", { style: options.style || "" }).attachShadow({ mode: "open" })
    );
    root.adoptedStyleSheets = [sheet];
  }
  root.append(node);
  // Each time: the page may have thrown it out.
  document.documentElement.append(root.host);
};
