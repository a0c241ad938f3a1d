/** Walks what a reader sees of a page, in the order in which it is seen. */

import { flatten } from "./normalised.js";

/** What has text inside that is not shown, or is not the page's. */
const SKIPPED =
  "script,style,noscript,textarea,select,iframe,object,audio,video,canvas,bluepencil-widget,bluepencil-caption,[data-bluepencil-caption]";

/**
 * @param {Node} root
 * @param {import("./types").Ends} ends
 * @returns {[raw: string, start: number, end: number]} the text with its white space as single characters, not
 *   collapsed, "\n" standing for a boundary; and where the ends lie in it (start >= end: nothing visible is between)
 */
export const walk = (root, ends) => {
  let raw = "";
  const found = [-1, -1];
  /** What the ends lie in (a text) or before; nothing where an end is that of an element. */
  const marks = [0, 2].map((at) => {
    const node = /** @type {any} */ (ends[at]);
    return node.data ? node : node.childNodes[/** @type {number} */ (ends[at + 1])];
  });

  /** @param {any} node @param {boolean} [shown] */
  const visit = (node, shown) => {
    const data = (shown && node.nodeType === 3 && node.data) || "";
    for (const at of [0, 1])
      if (marks[at] === node) found[at] = raw.length + flatten(data.slice(0, ends[2 * at + 1])).length;
    raw += flatten(data);
    if (node.nodeType !== 1) return;
    const { display, visibility } = getComputedStyle(node);
    if (display !== "none" && !node.matches(SKIPPED)) {
      const boundary = node.localName === "br" || !/^(inline|contents|ruby)/.test(display) ? "\n" : "";
      const slotted = node.assignedNodes?.() || [];
      raw += boundary;
      for (const child of slotted) visit(child, visibility === "visible");
      // Sibling by sibling: walking a live list takes five times as long.
      for (let child = !slotted[0] && (node.shadowRoot || node).firstChild; child; child = child.nextSibling)
        visit(child, visibility === "visible");
      raw += boundary;
    }
    // An end after the last child, or somewhere in what was skipped.
    for (const at of [0, 1]) if (found[at] < 0 && node.contains(ends[2 * at])) found[at] = raw.length;
  };
  visit(root);
  return [raw, found[0], found[1]];
};
