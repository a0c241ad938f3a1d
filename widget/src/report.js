/** The body of a report, within the service's limits. */

import { describePage } from "./page.js";
import { settings } from "./settings.js";

const BODY_LIMIT = 16384;

/** 22 url-safe characters with more than 128 random bits. */
const randomId = () =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))))
    .replace(/\W/g, "_")
    .slice(0, 22);

/**
 * @param {import("./types").Capture} captured
 * @param {FormData} form what the reader filled in; its fields keep to their limits
 * @returns {import("./types").Report}
 */
export const makeReport = ({ quote, position, words, sentence, language }, form) => {
  /** @type {import("./types").Report} */
  const report = {
    id: randomId(),
    site: settings.site,
    page: describePage(language),
    quote,
    position,
    words,
    sentence,
    created_at: new Date(),
    client: { version: VERSION },
  };
  for (const [name, value] of /** @type {any} */ (form)) report[name] = value.trim();
  if (report.correction === quote.exact) report.correction = undefined;
  // In scripts of three and four bytes a letter the longest texts do not fit together.
  for (const spare of ["words", "sentence", "comment"])
    if (new Blob([JSON.stringify(report)]).size > BODY_LIMIT) report[spare] = undefined;
  return report;
};

/** What a reader would not want to lose of it. @param {import("./types").Report} report */
export const summary = ({ quote, correction, comment }) =>
  [quote.exact, correction, comment].filter(Boolean).join("\n");
