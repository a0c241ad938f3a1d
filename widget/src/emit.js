/**
 * Tells the page what happens. A listener that prevents the default keeps the widget from going on.
 * @param {"ready" | "open" | "submit" | "queued" | "sent" | "rejected"} name
 * @param {unknown} [detail]
 * @returns {boolean} whether to go on
 */
export const emit = (name, detail) =>
  document.dispatchEvent(new CustomEvent(`bluepencil:${name}`, { cancelable: true, detail }));
