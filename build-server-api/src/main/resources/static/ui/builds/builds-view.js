import { View, define, html, repeat } from "../core/element.js";
import { get, query } from "../core/api.js";
import { shortcuts } from "../core/keys.js";
import { live } from "../core/live.js";
import { parameters, setParameters } from "../core/router.js";
import { title } from "../core/tab.js";
import { empty, shown } from "../shared/parts.js";
import { openStart } from "../start/start-build.js";
import { filterOf, matches } from "./filter.js";
import "./build-filters.js";
import "./builds-page.js";

const PAGE = 50;

/** All builds, newest first: filtered by the address, live, and growing at the end as one scrolls. */
class BuildsView extends View {
  static properties = { address: {}, pages: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.pages = [];
    this.on(live, "build", ({ detail }) => this.changed(detail));
    this.on(live, "refresh", this.read);
    shortcuts("Builds", {
      j: ["Next build", () => this.move(1)],
      k: ["Previous build", () => this.move(-1)],
      c: ["Start a build", () => openStart()],
      "/": ["Search builds", () => this.querySelector("input[name=search]")?.focus()],
    }, this.leaving);
    this.end = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.more(), { rootMargin: "600px" });
    this.leaving.addEventListener("abort", () => this.end.disconnect());
  }

  willUpdate(changed) {
    if (!changed.has("address")) return;
    title("Builds");
    const filter = filterOf(parameters());
    if (parameters().get("start")) {
      setTimeout(() => openStart());
      setParameters({ start: null });
    }
    if (query(filter) === this.wanted && this.loaded) return;
    this.filter = filter;
    this.wanted = query(filter);
    this.read();
  }

  updated() {
    const end = this.querySelector(".list-end");
    this.end.disconnect();
    if (end) this.end.observe(end);
  }

  async read() {
    const wanted = this.wanted;
    await this.attempt(async () => {
      const page = await get(`/api/v1/builds${query({ ...this.filter, limit: PAGE })}`, this.leaving);
      if (wanted !== this.wanted) return;
      this.pages = [page.items];
      this.next = page.links.next;
      this.hasContent = true;
    });
  }

  async more() {
    if (!this.next || this.reading) return;
    this.reading = true;
    await this.attempt(async () => {
      const page = await get(this.next, this.leaving);
      this.pages = [...this.pages, page.items];
      this.next = page.links.next;
    });
    this.reading = false;
  }

  /** Puts a build that changed where it stands, or first if it is new; only its page is drawn anew. */
  changed(build) {
    if (!this.loaded) return;
    const index = this.pages.findIndex((items) => items.some((item) => item.executionId === build.executionId));
    if (index >= 0) {
      this.pages = this.pages.map((items, i) => (i === index
        ? items.map((item) => (item.executionId === build.executionId ? build : item)).filter((item) => item !== build || matches(build, this.filter))
        : items));
    } else if (matches(build, this.filter) && this.isNewest(build)) {
      this.pages = [[build, ...(this.pages[0] ?? [])], ...this.pages.slice(1)];
    }
  }

  isNewest(build) {
    const first = this.pages[0]?.[0];
    return !first || build.createdAt >= first.createdAt;
  }

  move(step) {
    const rows = [...this.querySelectorAll("a.build-row")];
    const now = rows.indexOf(document.activeElement);
    rows[Math.max(0, Math.min(rows.length - 1, now + step))]?.focus();
  }

  render() {
    const none = this.pages.every((items) => items.length === 0);
    return html`<div class="view-head"><h1>Builds</h1>
        <button type="button" class="primary" @click=${() => openStart()}>Start a build</button></div>
      <build-filters .filter=${this.filter}></build-filters>
      ${shown(this, () => (none ? this.nothingThere() : html`
        <div class="build-list" role="list" aria-label="Builds">
          ${repeat(this.pages, (_, i) => i, (items) => html`<builds-page .items=${items}></builds-page>`)}</div>
        ${this.next ? html`<p class="list-end quiet" role="status">Loading older builds…</p>` : html`<p class="quiet list-last">These are all.</p>`}`), 8)}`;
  }

  nothingThere() {
    return Object.keys(this.filter).length
      ? empty("No build matches", "Try fewer filters.", html`<a class="button" href="/builds">Clear the filters</a>`)
      : empty("No build yet", "Name a repository and a solution, and an agent builds it.",
        html`<button type="button" class="primary" @click=${() => openStart()}>Start the first build</button>`);
  }
}
define("builds-view", BuildsView);
