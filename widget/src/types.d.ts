/** What the server writes in place of "__BLUEPENCIL__", or what start.js reads from the script tag. */
export interface Settings {
  /** The site's public key. */
  site: string;
  /** Origin of the service, without a slash at its end. */
  endpoint: string;
  /** The language of `texts`, a BCP 47 tag. */
  lang: string;
  texts: Texts;
  options: Options;
}

export type Texts = Record<string, string>;

/** What an owner may set; everything is optional. README.md says what each one does. */
export interface Options {
  comment?: boolean;
  kind?: boolean;
  email?: boolean;
  touch?: boolean;
  active?: string;
  ignore?: string;
  colours?: Record<string, string>;
  texts?: Record<string, Texts>;
}

/** The two ends of a selection: a live Range, or the StaticRange that a shadow root's selection gives. */
export type Ends = AbstractRange;

export interface Quote {
  exact: string;
  prefix: string;
  suffix: string;
}

export interface Capture {
  quote: Quote;
  /** Code points of the normalised text of the page. */
  position: { start: number; end: number; length: number };
  /** The quote's sentence, and the parts of it around the quote. */
  sentence: string;
  before: string;
  after: string;
  /** The page's text around the quote, for the words of the page. */
  nearby: string;
  /** Where the quote begins. */
  node: Node;
  /** The language there, a BCP 47 tag or "". */
  language: string;
}

/** The body of POST /api/v1/reports. */
export interface Report {
  id: string;
  site: string;
  page: Record<string, string>;
  quote: Quote;
  position?: { start: number; end: number; length: number };
  words?: string[];
  sentence?: string;
  correction?: string;
  comment?: string;
  kind?: string;
  email?: string;
  website: "";
  created_at: string;
  client: { widget: string; via: string };
}

/** A report on its way: kept in storage until the service has it. */
export interface Entry {
  body: string;
  tries: number;
  /** Not before this time, in milliseconds since 1970. */
  due: number;
  /** The HTTP status of a final refusal. Such an entry is not sent again. */
  refused?: number;
}

/** What became of one attempt to send. */
export interface Result {
  /** An outcome; "queued": to be sent again; "refused": never. */
  state: string;
  /** Whether the page leaves it to the widget to tell the reader. */
  show: boolean;
  /** What was refused. */
  body?: string;
}

declare global {
  /** Filled in by build.js. */
  const VERSION: string;
  /** A regular expression that the languages with texts match. */
  const LANGUAGES: string;
  const WITH_TEXTS: boolean;

  interface Window {
    Bluepencil?: { open: () => boolean; listen: () => void; version: string };
  }
}
