/** The script as a page loads it. */

import { listen, openFromPage } from "./start.js";

// Loaded twice, the first one goes on; only its listeners may have been lost.
window.Bluepencil = window.Bluepencil?.listen
  ? window.Bluepencil
  : { open: openFromPage, listen, version: VERSION };
window.Bluepencil.listen();
