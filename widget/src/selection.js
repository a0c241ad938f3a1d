/** What the reader has selected, in shadow roots too. */

/** @returns {import("./types").Ends | undefined} nothing if nothing is selected */
export const selected = () => {
  const selection = getSelection();
  /** @type {ShadowRoot[]} */
  const shadowRoots = [];
  while (selection?.rangeCount) {
    // Out of a shadow root a selection looks like "before its host to after its host".
    const ends = selection.getComposedRanges?.({ shadowRoots })[0] || selection.getRangeAt(0);
    const host = /** @type {Element | undefined} */ (ends.startContainer.childNodes[ends.startOffset]);
    const root = host?.shadowRoot;
    if (root && !shadowRoots.includes(root)) {
      shadowRoots.push(root);
    } else {
      return ends.collapsed ? undefined : new StaticRange(ends);
    }
  }
};

/** @param {import("./types").Ends} ends */
export const select = ({ startContainer, startOffset, endContainer, endOffset }) =>
  getSelection()?.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
