/** What the reader has selected, in shadow roots too. */

/** @returns {import("./types").Ends | undefined} nothing if nothing is selected */
export const selected = () => {
  const selection = getSelection();
  /** @type {ShadowRoot[]} */
  const shadowRoots = [];
  while (selection?.rangeCount) {
    const { startContainer, startOffset, endContainer, endOffset, collapsed } =
      selection.getComposedRanges?.({ shadowRoots })[0] || selection.getRangeAt(0);
    // From outside a selection in a shadow root looks like "before its host to after its host".
    const root = /** @type {any} */ (startContainer.childNodes[startOffset])?.shadowRoot;
    if (!root || shadowRoots.includes(root))
      return collapsed ? undefined : [startContainer, startOffset, endContainer, endOffset];
    shadowRoots.push(root);
  }
};
