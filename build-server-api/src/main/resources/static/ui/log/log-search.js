import { html, nothing } from "../core/element.js";
import { number } from "../core/format.js";

const PAUSE = 250;

/** Searches the whole log on the server, and goes from match to match. */
export class LogSearch {
  constructor(view) {
    this.view = view;
    this.text = "";
    this.lines = [];
    this.count = null;
    this.at = -1;
  }

  /** Searches for `text` and shows its first match. */
  async start(text) {
    this.text = text;
    this.lines = [];
    this.count = null;
    this.at = -1;
    if (text) {
      const found = await this.view.source.search(text).catch(() => ({ lines: [], count: 0 }));
      // Somebody has typed on meanwhile.
      if (text !== this.text) return;
      this.lines = found.lines;
      this.count = found.count;
      this.next(1);
    }
    this.view.requestUpdate();
  }

  next(step) {
    if (!this.lines.length) return;
    this.at = (this.at + step + this.lines.length) % this.lines.length;
    this.view.current = this.lines[this.at];
    this.view.show(this.lines[this.at]);
  }

  typed(text) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.start(text), PAUSE);
  }

  key(event) {
    if (event.key === "Enter") {
      clearTimeout(this.timer);
      if (event.target.value === this.text) this.next(event.shiftKey ? -1 : 1);
      else this.start(event.target.value);
    } else if (event.key === "Escape") {
      event.target.value = "";
      this.start("");
      this.view.querySelector(".log-scroll")?.focus();
    }
  }

  render() {
    return html`<span class="log-search"><input type="search" aria-label="Search the log" placeholder="Search the log" .value=${this.text} maxlength="200"
        @input=${(event) => this.typed(event.target.value)} @keydown=${(event) => this.key(event)}>
      ${this.count === null ? nothing : html`<span class="matches" role="status">${this.count ? `${number(this.at + 1)} of ${number(this.count)}` : "No match"}</span>
        <button type="button" aria-label="Previous match" @click=${() => this.next(-1)}>↑</button><button type="button" aria-label="Next match" @click=${() => this.next(1)}>↓</button>`}</span>`;
  }
}
