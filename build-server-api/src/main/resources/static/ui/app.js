/** Starts the page. Views are loaded when they are first shown. */
import { applyTheme } from "./core/preferences.js";
import "./shell/app-shell.js";

applyTheme();
