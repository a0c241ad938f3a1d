// The script of a proof sheet.

import "../narrow.js";
import "./menus.js";
import "./copy.js";
import "./keys.js";
