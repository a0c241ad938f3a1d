/** Builds elements node by node: no markup is ever parsed, so no text of a page or a reader can become markup. */

/**
 * @param {string} name
 * @param {Record<string, unknown>} [properties]
 * @param {...(Node | string)} children
 * @returns {any} the element; what it can do follows from its name
 */
export const element = (name, properties, ...children) => {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
};

/** The nearest element that matches, out of shadow roots too.
 * @param {Node | null | undefined} node @param {string} selector @returns {HTMLElement | undefined} */
export const closest = (node, selector) => {
  for (let at = /** @type {any} */ (node); at; at = at.parentNode || at.host)
    if (at.matches?.(selector)) return at;
};
