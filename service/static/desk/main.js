// The desk's script. Everything on the page works without it, as links and forms; it adds keys, speed and news.

import "./menus.js";
import "./times.js";
import "./copy.js";
import "./rows.js";
import "./decide.js";
import "./writing.js";
import "./keys.js";
import "./live.js";

// On a wide screen the queue keeps the current row in sight.
document.querySelector(".row[aria-current]")?.scrollIntoView({ block: "nearest" });
