/** Walks what a reader sees of a page, in the order in which it is seen. */

import { flatten } from "./normalised.js";

/** What has text inside that is not shown, or is not the page's. */
const SKIPPED =
  "script,style,noscript,textarea,select,iframe,object,audio,video,canvas,bluepencil-caption,[data-bluepencil-caption]";

/**
 * @param {Node} root
 * @param {import("./types").Ends} ends
 * @returns {[raw: string, start: number, end: number]} the text with its white space as single characters, not
 *   collapsed, "\n" standing for a boundary; and where the ends lie in it (start >= end: nothing visible is between)
 */
export const walk = (root, [startNode, startOffset, endNode, endOffset]) => {
  let raw = "";
  /** @param {any} node @param {number} offset */
  const end = (node, offset) => ({
    node,
    offset,
    /** What the end lies in (a text) or before; nothing where it is after the last child. */
    mark: node.data ? node : node.childNodes[offset],
    found: -1,
  });
  const ends = [end(startNode, startOffset), end(endNode, endOffset)];

  /** @param {any} node @param {boolean} [shown] */
  const visit = (node, shown) => {
    const data = (shown && node.nodeType === 3 && node.data) || "";
    for (const end of ends)
      if (end.mark === node) end.found = raw.length + flatten(data.slice(0, end.offset)).length;
    raw += flatten(data);
    if (node.nodeType !== 1) return;
    const { display, visibility } = getComputedStyle(node);
    if (display !== "none" && !node.matches(SKIPPED)) {
      const boundary = node.localName === "br" || !/^(inline|contents|ruby)/.test(display) ? "\n" : "";
      const slotted = node.assignedNodes?.() || [];
      raw += boundary;
      for (const child of slotted[0] ? slotted : [...(node.shadowRoot || node).childNodes])
        visit(child, visibility === "visible");
      raw += boundary;
    }
    // An end after the last child, or somewhere in what was skipped.
    for (const end of ends) if (end.found < 0 && node.contains(end.node)) end.found = raw.length;
  };
  visit(root);
  return [raw, ends[0].found, ends[1].found];
};
