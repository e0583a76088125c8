/** Lines of a log, fetched in pages when they come into view; only the latest used pages are kept. */
import { get } from "../core/api.js";

const PAGE = 200;
const KEPT = 60;

export class LogSource {
  #pages = new Map();
  #wanted = new Set();
  #changed;
  #signal;

  constructor(path, changed, signal) {
    this.path = path;
    this.total = 0;
    this.complete = false;
    this.attempt = null;
    this.outline = { sections: [], groups: [], errors: [], warnings: [], errorCount: 0, warningCount: 0 };
    this.#changed = changed;
    this.#signal = signal;
  }

  /** The text of a line, or undefined while it is on its way. */
  line(number) {
    const page = Math.floor(number / PAGE);
    const lines = this.#pages.get(page);
    if (lines) {
      this.#pages.delete(page);
      this.#pages.set(page, lines);
    }
    return lines?.[number - page * PAGE];
  }

  /** Sees to it that these lines are there, or will be. */
  want(first, last) {
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) {
      const have = this.#pages.get(page)?.length ?? 0;
      const there = Math.min(PAGE, this.total - page * PAGE);
      if (have < there && !this.#wanted.has(page)) this.#fetch(page, have);
    }
  }

  async #fetch(page, have) {
    this.#wanted.add(page);
    try {
      const part = await get(`${this.path}/lines?from=${page * PAGE + have}&count=${PAGE - have}`, this.#signal);
      this.#know(part);
      this.#pages.set(page, [...(have ? this.#pages.get(page) ?? [] : []), ...part.lines]);
      if (this.#pages.size > KEPT) this.#pages.delete(this.#pages.keys().next().value);
    } catch (problem) {
      if (!this.#signal.aborted) this.problem = problem;
    } finally {
      this.#wanted.delete(page);
      this.#changed();
    }
  }

  /** Asks how long the log is now. */
  async refresh() {
    this.#know(await get(`${this.path}/lines?from=-1&count=1`, this.#signal));
    this.problem = null;
    this.#changed();
  }

  async readOutline() {
    this.outline = await get(`${this.path}/outline`, this.#signal);
    this.#changed();
  }

  search(text) {
    return get(`${this.path}/search?${new URLSearchParams({ text, limit: 10000 })}`, this.#signal);
  }

  /** The text of a range, for copying. */
  async text(first, last) {
    const lines = [];
    while (lines.length <= last - first && lines.length < 20_000) {
      const part = await get(`${this.path}/lines?from=${first + lines.length}&count=${Math.min(2000, last - first + 1 - lines.length)}`, this.#signal);
      if (!part.lines.length) break;
      lines.push(...part.lines);
    }
    return lines.join("\n");
  }

  #know(part) {
    // Another attempt writes another log.
    if (this.attempt !== null && part.attempt !== this.attempt) this.#pages.clear();
    // The last line may have been there only in part.
    if (part.total > this.total) {
      const page = Math.floor(Math.max(0, this.total - 1) / PAGE);
      const lines = this.#pages.get(page);
      if (lines && page * PAGE + lines.length === this.total) this.#pages.set(page, lines.slice(0, -1));
    }
    this.attempt = part.attempt;
    this.total = part.total;
    this.complete = part.complete;
  }
}
