/** The body of a report, within the service's limits. */

import { first, wellFormed } from "./characters.js";
import { describePage } from "./page.js";
import { settings } from "./settings.js";
import { distinctWords } from "./words.js";

const BODY_LIMIT = 16384;

/** 22 url-safe characters with more than 128 random bits. */
const randomId = () =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))))
    .replace(/\W/g, "_")
    .slice(0, 22);

/**
 * @param {import("./types").Capture} captured
 * @param {FormData} form what the reader filled in
 * @param {string} via the way in
 * @returns {import("./types").Report}
 */
export const makeReport = ({ quote, position, sentence, nearby, node }, form, via) => {
  /** @param {string} name @param {number} limit @returns {string | undefined} */
  const field = (name, limit) => {
    const value = form.get(name);
    return value === null ? undefined : first(wellFormed(String(value).trim()), limit);
  };
  const correction = field("correction", 1000);
  /** @type {import("./types").Report} */
  const report = {
    id: randomId(),
    site: settings.site,
    page: describePage(node),
    quote,
    position,
    words: distinctWords(nearby),
    sentence,
    correction: correction === quote.exact ? undefined : correction,
    comment: field("comment", 2000),
    kind: field("kind", 9),
    email: field("email", 254),
    website: "",
    created_at: new Date().toISOString(),
    client: { widget: VERSION, via },
  };
  // In scripts of three bytes a letter the longest texts do not fit together: what editors can do without goes.
  while (new Blob([JSON.stringify(report)]).size > BODY_LIMIT) {
    const { words = [], comment = "" } = report;
    if (words.length) words.length >>= 1;
    else if (report.sentence) report.sentence = "";
    else report.comment = comment.slice(0, comment.length >> 1);
  }
  return report;
};
