import { View, define, html, nothing } from "../core/element.js";
import { number, plural } from "../core/format.js";
import { prefer, preference } from "../core/preferences.js";
import { parameters } from "../core/router.js";
import { copy } from "../shared/dialogs.js";
import { empty, problemBox } from "../shared/parts.js";
import { plain } from "./ansi.js";
import { lineRow, timeOf } from "./line.js";
import { logKeys } from "./log-keys.js";
import { LogSearch } from "./log-search.js";
import { LogSource } from "./log-source.js";
import { Rows } from "./rows.js";
import { Window } from "./window.js";
import "./log-marks.js";

const REFRESH = 400;
const OUTLINE_EVERY = 5;
const TIMES = ["relative", "absolute", "off"];

/** The log of a build. Of however many lines only those in view are fetched and drawn. */
class LogView extends View {
  static properties = { build: {} };

  connectedCallback() {
    super.connectedCallback();
    this.folded = new Set();
    this.wrap = preference("logWrap", false);
    this.times = preference("logTimes", "relative");
    this.search = new LogSearch(this);
    this.on(window, "hashchange", this.goToHash);
    logKeys(this);
  }

  willUpdate(changed) {
    if (changed.has("build") && this.id !== this.build.executionId) {
      this.id = this.build.executionId;
      this.source = new LogSource(`/api/v1/builds/${this.id}/logs`, () => this.soon(), this.leaving);
      this.begin();
    }
  }

  async begin() {
    await this.source.refresh().catch((problem) => { this.source.problem = problem; });
    this.follow = !this.source.complete && !location.hash;
    this.loaded = true;
    await this.#drawn();
    this.goToHash();
    // What is where takes the server a moment in a long log; lines need not wait for it.
    this.outlined = this.source.readOutline().catch(() => null);
    await this.outlined;
    await this.#drawn();
    this.goToParameters();
    let round = 0;
    this.every(REFRESH, async () => {
      if (this.source.complete || this.reading) return;
      this.reading = true;
      await this.source.refresh().catch((problem) => { this.source.problem = problem; });
      if (++round % OUTLINE_EVERY === 0 || this.source.complete) await this.source.readOutline().catch(() => null);
      this.reading = false;
    });
  }

  /** Draws with the next frame, once for all that has come by then. */
  soon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.requestUpdate();
    });
  }

  async #drawn() {
    this.requestUpdate();
    await this.updateComplete;
  }

  /** `#L12` or `#L12-L20` marks lines and shows them. */
  goToHash() {
    const [, first, last] = /^#L(\d+)(?:-L(\d+))?$/.exec(location.hash) ?? [];
    this.selection = first ? { first: first - 1, last: (last ?? first) - 1 } : null;
    if (this.selection && !this.clicked) this.show(this.selection.first);
    this.clicked = false;
    this.requestUpdate();
  }

  goToParameters() {
    const stage = parameters().get("stage");
    const section = this.source.outline.sections.find((one) => one.stage === stage);
    if (section) this.show(section.line, 0);
    const find = parameters().get("find");
    if (find) this.search.start(find);
  }

  /** Scrolls to a line, a third from the top or where it is wanted. */
  async show(line, share = 0.3) {
    this.follow = false;
    const keys = this.rows.keysOf(line).filter((key) => this.folded.delete(key));
    if (keys.length) await this.#drawn();
    this.window.goTo(this.rows.row(line), share);
    this.requestUpdate();
  }

  mark(event, line) {
    event.preventDefault();
    const first = event.shiftKey && this.selection ? Math.min(this.selection.first, line) : line;
    const last = event.shiftKey && this.selection ? Math.max(this.selection.first, line) : line;
    this.clicked = true;
    history.replaceState(null, "", `${location.pathname}${location.search}#L${first + 1}${last > first ? `-L${last + 1}` : ""}`);
    this.goToHash();
  }

  /** Folds or unfolds a stage, by its name, or a group of a project, by its first line. */
  fold(key) {
    if (!this.folded.delete(key)) this.folded.add(key);
    this.requestUpdate();
  }

  /** Folds or unfolds what the marked line, or the current one, is in. */
  foldHere() {
    const line = this.selection?.first ?? this.current;
    const key = this.rows.keysOf(line ?? this.rows.line(this.window.view().first)).at(-1);
    if (key !== undefined) this.fold(key);
  }

  /** Folds the groups of all projects, or unfolds them if one is folded. */
  foldProjects() {
    this.#foldOrUnfold(this.source.outline.groups.map(({ line }) => line));
  }

  #foldOrUnfold(keys) {
    const unfolded = keys.filter((key) => this.folded.delete(key));
    if (!unfolded.length) keys.forEach((key) => this.folded.add(key));
    this.requestUpdate();
  }

  foldAll() {
    this.#foldOrUnfold(this.source.outline.sections.map(({ stage }) => stage));
  }

  /** The next error after the line in view, or the one before. */
  async nextError(step) {
    await this.outlined;
    const { errors, warnings } = this.source.outline;
    const marks = errors.length ? errors : warnings;
    const now = this.current ?? -1;
    const next = step > 0 ? marks.find((line) => line > now) ?? marks[0] : marks.findLast((line) => line < now) ?? marks.at(-1);
    if (next !== undefined) {
      this.current = next;
      this.show(next);
    }
  }

  toggleWrap() {
    this.wrap = !this.wrap;
    prefer("logWrap", this.wrap);
    this.requestUpdate();
  }

  nextTimes() {
    this.times = TIMES[(TIMES.indexOf(this.times) + 1) % TIMES.length];
    prefer("logTimes", this.times);
    this.requestUpdate();
  }

  toggleFollow() {
    this.follow = !this.follow;
    this.requestUpdate();
  }

  async copySelection() {
    const { first, last } = this.selection ?? { first: 0, last: this.source.total - 1 };
    copy(plain(await this.source.text(first, last)), `${plural(last - first + 1, "line")} copied`);
  }

  updated() {
    const scroller = this.querySelector(".log-scroll");
    if (!scroller) return;
    const isNew = !this.window;
    this.window ??= new Window(scroller, () => this.soon(), () => { this.follow = false; });
    // How high wrapped rows are is known once they are drawn.
    if (isNew || this.wrap) this.place();
    const { first, count } = this.window.view();
    if (`${first} ${count}` !== this.drawn) this.requestUpdate();
    this.window.settle();
  }

  /** Makes the scroll bar as long as the log, at whose end it stays while one follows. */
  place() {
    this.window.resize(this.rows.count, this.wrap);
    if (this.follow) this.window.toEnd();
  }

  render() {
    const { source } = this;
    if (source.problem && !source.total) return problemBox(source.problem);
    if (!this.loaded) return html`<p class="quiet" role="status">Opening the log…</p>`;
    this.rows = new Rows(source.total, source.outline.sections, source.outline.groups, this.folded);
    const { errorCount, warningCount } = source.outline;
    return html`<div class="log-tools" role="toolbar" aria-label="Log">
        ${this.search.render()}
        <span class="log-counts quiet">${plural(source.total, "line")}${errorCount ? html`, <button type="button" class="plain bad" title="Next error (e)" @click=${() => this.nextError(1)}>${plural(errorCount, "error")}</button>` : nothing}${warningCount ? html`, ${plural(warningCount, "warning")}` : nothing}</span>
        <span class="log-buttons">
          ${source.complete ? nothing : html`<button type="button" aria-pressed=${this.follow ? "true" : "false"} @click=${this.toggleFollow}>Follow</button>`}
          <button type="button" aria-pressed=${source.outline.sections.some(({ stage }) => this.folded.has(stage)) ? "true" : "false"} @click=${this.foldAll}>Fold</button>
          ${source.outline.groups.length ? html`<button type="button" aria-pressed=${source.outline.groups.some(({ line }) => this.folded.has(line)) ? "true" : "false"} title="Fold what each project warns of (p)" @click=${this.foldProjects}>Fold projects</button>` : nothing}
          <button type="button" aria-pressed=${this.wrap ? "true" : "false"} @click=${this.toggleWrap}>Wrap</button>
          <button type="button" @click=${this.nextTimes}>Times: ${this.times}</button>
          <button type="button" @click=${this.copySelection}>${this.selection ? "Copy lines" : "Copy"}</button>
          <a class="button" href=${`${source.path}?offset=0`} download="build-${this.id}.log">Download</a></span></div>
      ${source.problem ? problemBox(source.problem) : nothing}
      ${source.total ? html`<div class="log-frame">
        <div class="log-scroll ${this.wrap ? "wrap" : ""}" tabindex="0" role="log" aria-live="off" aria-label="Log, ${number(source.total)} lines">
          <div class="log-spacer"><div class="log-rows">${this.lines()}</div></div></div>
        <log-marks .total=${this.rows.count} .errors=${source.outline.errors.map((line) => this.rows.row(line))} .warnings=${source.outline.warnings.map((line) => this.rows.row(line))}
          .found=${this.search.lines.slice(0, 300).map((line) => this.rows.row(line))} @go-to-row=${(event) => this.show(this.rows.line(event.detail))}></log-marks></div>`
        : empty("No log yet", "Lines are shown as the agent writes them.")}`;
  }

  lines() {
    // Before new rows are in the page: what is asked of the page now, it knows without laying them out.
    if (this.window && !this.wrap) this.place();
    const { first, count } = this.window?.view() ?? { first: 0, count: 40 };
    this.drawn = `${first} ${count}`;
    const start = this.#start();
    const rows = [];
    for (let row = first; row < Math.min(first + count, this.rows.count); row++) {
      const line = this.rows.line(row);
      const part = this.rows.foldAt(line);
      rows.push(lineRow({
        number: line, text: this.source.line(line), wanted: this.search.text.toLowerCase(), current: line === this.current, part,
        selected: this.selection && line >= this.selection.first && line <= this.selection.last,
        folded: part && this.folded.has(part.key), times: this.times, start,
        onNumber: (event, clicked) => this.mark(event, clicked), onFold: (key) => this.fold(key),
      }));
    }
    if (this.rows.count) this.source.want(this.rows.line(Math.min(first, this.rows.count - 1)) ?? 0, this.rows.line(Math.min(first + count, this.rows.count) - 1) ?? 0);
    return rows;
  }

  /** Times are shown from the build's start on. */
  #start() {
    return this.build.startTime ? Math.floor(new Date(this.build.startTime) / 1000) * 1000 : timeOf(this.source.line(0)) ?? Date.now();
  }
}
define("log-view", LogView);
