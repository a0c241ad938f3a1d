/** Walks what a reader sees of a page, in the order in which it is seen. */

import { flatten } from "./normalised.js";

/** What has text inside that is not shown, or is not the page's. */
const SKIPPED =
  "script,style,noscript,textarea,select,iframe,object,audio,video,canvas,bluepencil-caption,[data-bluepencil-caption]";

/** @param {CSSStyleDeclaration} style */
export const isInline = ({ display }) => /^(inline|contents|ruby)/.test(display);

/**
 * @param {Node} root
 * @param {import("./types").Ends} ends
 * @returns {string} the text with its white space as single characters, not collapsed, "\n" standing for a
 *   boundary; NUL, which no text holds, stands at each of the ends
 */
export const walk = (root, [startNode, startOffset, endNode, endOffset]) => {
  let raw = "";
  /** An end, and what it lies in (a text) or before; nothing where it is after the last child.
   * @param {any} node @param {number} offset */
  const end = (node, offset) =>
    /** @type {any} */ ({
      node,
      mark: node.data ? node : node.childNodes[offset],
      offset: node.data ? offset : 0,
    });
  /** Those that are still to come. */
  const ends = [end(startNode, startOffset), end(endNode, endOffset)];

  /** @param {any} node @param {boolean} [shown] */
  const visit = (node, shown) => {
    const data = (shown && node.nodeType === 3 && node.data) || "";
    let from = 0;
    for (; ends[0]?.mark === node; from = ends.shift().offset)
      raw += `${flatten(data.slice(from, ends[0].offset))}\0`;
    raw += flatten(data.slice(from));
    if (node.nodeType !== 1) return;
    const style = getComputedStyle(node);
    if (style.display !== "none" && !node.matches(SKIPPED)) {
      const boundary = node.localName === "br" || !isInline(style) ? "\n" : "";
      const slotted = node.assignedNodes?.();
      raw += boundary;
      for (const child of slotted?.[0] ? slotted : [...(node.shadowRoot || node).childNodes])
        visit(child, style.visibility === "visible");
      raw += boundary;
    }
    // An end after the last child, or somewhere in what was skipped.
    for (; node.contains(ends[0]?.node); ends.shift()) raw += "\0";
  };
  visit(root);
  return raw;
};
