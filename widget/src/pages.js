/**
 * Which pages the widget works on, for sites that name some: the patterns are compared as domain/url_patterns.py does. It
 * is asked each time, as single-page sites change their address without loading anew. Other sites do not get this code.
 */

import { options } from "./settings.js";

/** Whether the pieces of a pattern stand one after another, from the beginning to the end.
 * @param {string} pattern in which a star stands for anything */
const fits = (pattern) => {
  const { host, pathname, search } = location;
  let rest = (pattern[0] === "/" ? "" : host) + pathname + (pattern.includes("?") ? search : "");
  const [head, ...pieces] = pattern.split("*");
  const tail = pieces.pop();
  if (tail === undefined) return rest === head;
  if (rest.length < head.length + tail.length || !rest.startsWith(head) || !rest.endsWith(tail)) return false;
  rest = rest.slice(head.length, rest.length - tail.length);
  return pieces.every((piece) => {
    const at = rest.indexOf(piece);
    rest = rest.slice(at + piece.length);
    return at >= 0;
  });
};

/** Whether readers may report from the page as it is now. */
export const isAllowed = () => {
  const { allowed, ignored } = options;
  return (!allowed || allowed.some(fits)) && !ignored?.some(fits);
};
