/** The line under an article that tells readers what they can do. */

import { element } from "./dom.js";
import { text } from "./texts.js";
import { touching } from "./touch.js";

/** Fills the page's captions that are not filled yet. @param {() => void} onclick */
export const fillCaptions = (onclick) => {
  for (const caption of document.querySelectorAll("bluepencil-caption,[data-bluepencil-caption]")) {
    if (!caption.querySelector("button")) {
      // The words to press stand in square brackets.
      const [head, label, tail = ""] = text(touching ? "caption_touch" : "caption").split(/[[\]]/);
      // A key as the browser draws it, whatever the page does to its buttons.
      const style = "all:revert;font:inherit";
      caption.replaceChildren(head, element("button", { type: "button", onclick, style }, label), tail);
    }
  }
};
