/** What a correction changes: the words between what both texts begin and end with. */

// Two texts, each ended by a space, NUL between them. The look-ahead finds the common head before anything else is
// tried, so that long texts take no longer than they must.
const CHANGE = /^([^\0]*\s|)(?=[^\0]*\0\1)([^\0]*?)(\s[^\0]*|)\0\1(.*?)\3$/s;

/**
 * @param {string} from
 * @param {string} to
 * @returns {string[]} both texts, head, struck, tail, added; head + struck + tail is `from` and a space
 */
export const difference = (from, to) => /** @type {string[]} */ (`${from} \0${to} `.match(CHANGE));
