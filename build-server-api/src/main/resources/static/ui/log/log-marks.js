import { View, define, html, svg } from "../core/element.js";

const HEIGHT = 400;

/** Where errors, warnings and matches are, beside the scroll bar. */
class LogMarks extends View {
  static properties = { total: {}, errors: {}, warnings: {}, found: {} };

  go(event) {
    const box = event.currentTarget.getBoundingClientRect();
    const row = Math.floor(((event.clientY - box.top) / box.height) * this.total);
    this.dispatchEvent(new CustomEvent("go-to-row", { detail: Math.min(row, this.total - 1) }));
  }

  render() {
    // Marks that would cover each other are one.
    const marks = (rows, kind) => [...new Set(rows.map((row) => Math.floor((row / Math.max(1, this.total)) * HEIGHT)))]
      .map((y) => svg`<rect class=${kind} x="0" y=${y} width="10" height="2"></rect>`);
    return html`<svg viewBox="0 0 10 ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true" @click=${this.go}>
      ${marks(this.warnings, "warn")}${marks(this.found, "found")}${marks(this.errors, "bad")}</svg>`;
  }
}
define("log-marks", LogMarks);
