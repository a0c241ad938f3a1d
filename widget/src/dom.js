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

/** The first node that fits: this one, or one that it is in, out of shadow roots too.
 * @param {any} node @param {(node: any) => unknown} fits @returns {any} */
export const upwards = (node, fits) => {
  for (let at = node; at; at = at.parentNode || at.host) if (fits(at)) return at;
};

/** @param {Node | null | undefined} node @param {string} selector @returns {HTMLElement | undefined} */
export const closest = (node, selector) => upwards(node, (at) => at.matches?.(selector));
