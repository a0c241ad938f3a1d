/** What the server writes in place of "__BLUEPENCIL__", or what settings.js reads from the script tag. */
export interface Settings {
  /** The site's public key. */
  site: string;
  /** Origin of the service, without a slash at its end. */
  endpoint: string;
  /** The language of `texts`, a BCP 47 tag. */
  lang: string;
  texts: Texts;
  options?: Options;
}

export type Texts = Record<string, string>;

/** What an owner may set; everything is optional. README.md says what each one does. */
export interface Options {
  comment?: boolean;
  kind?: boolean;
  email?: boolean;
  active?: string;
  style?: string;
  texts?: Texts;
  /** Patterns of the pages that the widget works on, and of those that it leaves alone. */
  allowed?: string[];
  ignored?: string[];
  /** The site's own texts in English, for the script that carries English. */
  english?: Texts;
}

/** The two ends of a selection, as Selection.setBaseAndExtent() takes them. */
export type Ends = [startNode: Node, startOffset: number, endNode: Node, endOffset: number];

export interface Quote {
  exact: string;
  prefix: string;
  suffix: string;
}

/** In code points of the normalised text of the page. */
export interface Position {
  start: number;
  end: number;
  length: number;
}

export interface Capture {
  quote: Quote;
  /** Once the capture is complete. */
  position?: Position;
  /** The quote's sentence, and the parts of it around the quote. */
  sentence: string;
  before: string;
  after: string;
  /** Those of the page around the quote, once the capture is complete. */
  words?: string[];
  ends: Ends;
  /** The language there, a BCP 47 tag or "". */
  language: string;
}

/** The body of POST /api/v1/reports. */
export interface Report {
  id: string;
  site: string;
  page: Record<string, string>;
  quote: Quote;
  position?: Position;
  words?: string[];
  sentence: string;
  created_at: Date;
  client: Record<string, string>;
  correction?: string;
  comment?: string;
  kind?: string;
  email?: string;
  [field: string]: unknown;
}

/** One of the reader's reports, as the ledger holds it. */
export interface Entry {
  /** The report, until the service has it. */
  body?: string;
  /** What it is about, from then on. */
  quote?: string;
  /** From one attempt to the next, in milliseconds; it doubles. */
  pause?: number;
  /** Nothing is to be done before this time, in milliseconds since 1970. */
  due?: number;
  /** The service has asked to be left alone until then. */
  closed?: number;
  /** The HTTP status of a final refusal. Such an entry is not sent again. */
  refused?: number;
}

declare global {
  /** These are filled in by build.js. */
  const SETTINGS: import("./types").Settings;
  /** A regular expression that finds the first language with texts in a list of tags. */
  const LANGUAGES: string;
  /** Whether the script is configured by its tag, and carries English; else the service writes SETTINGS into it. */
  const FROM_TAG: boolean;
  /** Whether the site may name pages that the widget works on. */
  const PAGES: boolean;
  /** Of this build. */
  const VERSION: string;

  interface Window {
    Bluepencil?: { open: () => void; listen: () => void };
  }
}
