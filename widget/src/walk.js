/** Walks what a reader sees of a page, in the order in which it is seen. */

import { flatten } from "./normalised.js";

const SKIPPED =
  /^(script|style|noscript|template|title|textarea|select|datalist|iframe|object|audio|video|canvas|rp|bluepencil-.*)$/;

/** The children of an element in the flat tree. @param {Element} element @returns {Iterable<Node>} */
const childrenOf = (element) => {
  const assigned = /** @type {HTMLSlotElement} */ (element).assignedNodes?.();
  return assigned?.length ? assigned : (element.shadowRoot || element).childNodes;
};

/**
 * @param {Node} root
 * @param {import("./types").Ends} ends
 * @returns {{raw: string, start: number, end: number}} the text with its white space as single characters, not
 *   collapsed, "\n" standing for a boundary; and where the ends lie in it (start >= end: nothing visible is between)
 */
export const walk = (root, ends) => {
  let raw = "";
  /** Where an end lies: before a child, in a text, or at the end of an element.
   * @param {Node} node @param {number} offset */
  const end = (node, offset) => ({ node, offset, child: node.childNodes[offset], at: -1 });
  const marks = [end(ends.startContainer, ends.startOffset), end(ends.endContainer, ends.endOffset)];

  /** @param {Node} node @param {boolean} shown */
  const visit = (node, shown) => {
    for (const mark of marks) if (mark.child === node) mark.at = raw.length;
    if (node.nodeType === 3) {
      const { data } = /** @type {Text} */ (node);
      for (const mark of marks)
        if (mark.node === node)
          mark.at = raw.length + (shown ? flatten(data.slice(0, mark.offset)).length : 0);
      if (shown) raw += flatten(data);
    } else if (node.nodeType === 1) {
      const element = /** @type {Element} */ (node);
      const { display, visibility } = getComputedStyle(element);
      if (element.localName === "br") {
        raw += "\n";
      } else if (
        display !== "none" &&
        !SKIPPED.test(element.localName) &&
        !element.hasAttribute("data-bluepencil-caption")
      ) {
        const boundary = /^(inline|contents|ruby)/.test(display) ? "" : "\n";
        raw += boundary;
        for (const child of childrenOf(element)) visit(child, visibility === "visible");
        raw += boundary;
      }
      // An end after the last child, or somewhere in what was skipped.
      for (const mark of marks) if (mark.at < 0 && element.contains(mark.node)) mark.at = raw.length;
    }
  };
  visit(root, true);
  return { raw, start: marks[0].at, end: marks[1].at };
};
