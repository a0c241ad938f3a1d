// The script of a proof sheet.

import "./menus.js";
import "./copy.js";
