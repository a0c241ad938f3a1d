/** What the reader has selected, in shadow roots too. */

/** @returns {import("./types").Ends | undefined} nothing if nothing is selected */
export const selected = () => {
  const selection = /** @type {Selection} */ (getSelection());
  /** @type {ShadowRoot[]} */
  const shadowRoots = [];
  while (selection.rangeCount) {
    /** @type {AbstractRange[] | undefined} */
    let ranges;
    try {
      ranges = selection.getComposedRanges({ shadowRoots });
    } catch {
      // Until 2025 Safari took the roots one by one, and others did not know of them.
      ranges = /** @type {any} */ (selection).getComposedRanges?.(...shadowRoots);
    }
    const { startContainer, startOffset, endContainer, endOffset, collapsed } =
      ranges?.[0] || selection.getRangeAt(0);
    // From outside a selection in a shadow root looks like "before its host to after its host".
    const root = /** @type {any} */ (startContainer.childNodes[startOffset])?.shadowRoot;
    if (!root || shadowRoots.includes(root))
      return collapsed ? undefined : [startContainer, startOffset, endContainer, endOffset];
    shadowRoots.push(root);
  }
};
