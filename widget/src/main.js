/** The script as a page loads it. */

import { listen, open } from "./start.js";

// Loaded twice, the first one goes on; only its listeners may have been lost.
if (!window.Bluepencil?.listen) window.Bluepencil = { open, listen };
window.Bluepencil.listen();
