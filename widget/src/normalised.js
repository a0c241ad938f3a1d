/** The normalised text of a page, as tests/vectors/README.md defines it. */

/** Control characters that are no white space, and what nobody sees. */
const DROPPED =
  /[^\P{Cc}\s]|[\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/**
 * One text node's part of the text: no line breaks, no dropped characters, U+FFFD for half a surrogate pair.
 * @param {string} data
 */
export const flatten = (data) =>
  data
    .toWellFormed()
    .replace(DROPPED, "")
    .replace(/[^\S ]/g, " ");

/** Collapses runs of spaces and line breaks; the ends are left to the caller. @param {string} raw */
export const squeeze = (raw) => raw.replace(/[ \n]{2,}/g, (run) => (run.includes("\n") ? "\n" : " "));

/** A single value (a title, an author) on one line. @param {string} text */
export const oneLine = (text) => squeeze(flatten(text)).trim();
