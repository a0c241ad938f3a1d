// The desk's script. Everything on the page works without it, as links and forms; it adds keys, speed and news.

import "../narrow.js";
import "./menus.js";
import "./times.js";
import "./copy.js";
import "./rows.js";
import "./decide.js";
import "./mention.js";
import "./writing.js";
import "./keys.js";
import "./swipe.js";
import "./views.js";
import "./facets.js";
import "./title.js";
import "./live.js";

// On a wide screen the queue keeps the current row in sight. Not by scrollIntoView, from where Tab would go on.
const row = document.querySelector(".row[aria-current]");
const list = row?.closest(".scroll");
if (list) list.scrollTop += Math.max(0, row.getBoundingClientRect().bottom - list.getBoundingClientRect().bottom);
