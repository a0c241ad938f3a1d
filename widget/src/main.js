/** The script as a page loads it. */

import { listen, open } from "./start.js";

// Loaded twice, the first one goes on; only its listeners may have been lost.
window.Bluepencil = window.Bluepencil?.listen ? window.Bluepencil : { open: () => open(), listen };
window.Bluepencil.listen();
