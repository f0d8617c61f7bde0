// The one script of every page: each module listens on the document, so fragments need no second start.
import "./counters.js";
import "./copy.js";
import "./combobox.js";
import "./errors.js";
import "./htmx.js";
import "./leave.js";
import "./menu.js";
import "./panel.js";
import "./print.js";
import "./theme.js";
