/** What a correction changes, word by word. */

/** @typedef {["del" | "ins" | "", string]} Part */

/**
 * @param {string} from
 * @param {string} to
 * @returns {Part[]} in order: what goes, what comes, what stays
 */
export const difference = (from, to) => {
  const a = from.match(/\s+|\S+/g) || [];
  const b = to.trim().match(/\s+|\S+/g) || [];
  // common[i][j]: how many words a from i and b from j have in common, in order.
  const common = [...a, 0].map(() => [...b, 0].map(() => 0));
  for (let i = a.length; i--; )
    for (let j = b.length; j--; )
      common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
  /** @type {Part[]} */
  const parts = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (a[i] === b[j]) parts.push(["", a[i++]]), j++;
    else if (i < a.length && (j === b.length || common[i + 1][j] >= common[i][j + 1]))
      parts.push(["del", a[i++]]);
    else parts.push(["ins", b[j++]]);
  }
  return parts;
};
