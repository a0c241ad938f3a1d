/** The one element that the widget adds to a page: its shadow root keeps the page's styles out and the widget's in. */

import { element } from "./dom.js";
import look from "./look.css";
import { options } from "./settings.js";

/** @type {HTMLElement | undefined} */
let host;

/** @param {Node} node to put on the screen */
export const add = (node) => {
  if (!host) {
    host = /** @type {HTMLElement} */ (element("bluepencil-widget", {}));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(look);
    host.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
    for (const [name, value] of Object.entries(options.colours || {}))
      host.style.setProperty(`--bluepencil-${name}`, value);
  }
  // The page may have thrown it out.
  if (!host.isConnected) document.documentElement.append(host);
  host.shadowRoot?.append(node);
};
