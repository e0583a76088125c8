import { View, define, html } from "../core/element.js";
import { get, query } from "../core/api.js";
import { percent, plural, seconds, span } from "../core/format.js";
import { parameters, setParameters } from "../core/router.js";
import { title } from "../core/tab.js";
import { empty, shown } from "../shared/parts.js";
import { TABLES } from "./insight-tables.js";
import "./insight-table.js";
import "./time-plot.js";

const DAYS = [1, 7, 30, 90];
const STRATEGIES = ["Clean", "Cached", "Incremental", "Distributed", "Canary"];
const MOST_ROWS = 25;

/** How the builds fare over time: results, durations, waiting, cache, agents, and the projects and tests that stand out. */
class InsightsView extends View {
  static properties = { address: {}, history: { state: true } };

  willUpdate(changed) {
    if (!changed.has("address")) return;
    title("Insights");
    const asked = parameters();
    this.days = Number(asked.get("days") ?? 7);
    this.project = asked.get("project") ?? "";
    this.strategy = asked.get("strategy") ?? "";
    this.orders = Object.fromEntries(TABLES.filter(({ orders }) => orders).map(({ name, orders }) => [name, asked.get(name) ?? orders[0][0]]));
    this.attempt(async () => {
      const [history, cache, ...tables] = await Promise.all([get(this.path(""), this.leaving), get(this.path("/cache"), this.leaving), ...TABLES.map((table) => get(this.tablePath(table), this.leaving))]);
      this.tables = tables.map(({ items }) => items);
      this.cache = cache.items;
      this.history = history;
      this.hasContent = true;
    });
  }

  path(name, more = {}) {
    return `/api/v1/insights${name}${query({ days: this.days, project: this.project, strategy: this.strategy, ...more })}`;
  }

  tablePath({ name, orders, most = MOST_ROWS }, more = {}) {
    return this.path(`/${name}`, { ...(orders ? { sort: this.orders[name] } : {}), ...(name === "failures" ? {} : { limit: most }), ...more });
  }

  csv(name) {
    return this.path(`/${name}`, { format: "csv" });
  }

  render() {
    return html`<div class="view-head"><h1>Insights</h1>
        <div class="chips" role="group" aria-label="Time">${DAYS.map((days) => html`<button type="button" class="chip" aria-pressed=${days === this.days ? "true" : "false"}
          @click=${() => setParameters({ days })}>${days === 1 ? "24 hours" : `${days} days`}</button>`)}</div>
        <select aria-label="Strategy" @change=${(event) => setParameters({ strategy: event.target.value })}><option value="">All strategies</option>${STRATEGIES.map((one) => html`<option ?selected=${one === this.strategy}>${one}</option>`)}</select>
        <input type="search" aria-label="Project" placeholder="All projects" .value=${this.project} @change=${(event) => setParameters({ project: event.target.value.trim() })}></div>
      ${shown(this, () => (this.history.steps.length ? this.content() : empty("No builds in this time", "Choose a longer time, another strategy or another project.")))}`;
  }

  content() {
    const { steps, totals, cache } = this.history;
    const { times, on } = this.grid(steps);
    const cached = this.grid(this.cache).on;
    const plot = (heading, unit, csv, ...series) => html`<time-plot heading=${heading} unit=${unit} .csv=${this.csv(csv)} .times=${times} .series=${series}></time-plot>`;
    return html`<ul class="pool-row filled">
        ${figure("Success", percent(totals.successRate) || "–", `of ${plural(totals.succeeded + totals.failed + totals.timedOut, "build")} that ended by themselves`)}
        ${figure("Duration", span(totals.p50) || "–", !totals.succeeded ? "no build succeeded" : `half of the successful builds are faster, 95 of 100 take at most ${span(totals.p95)}`)}
        ${figure("Wait", span(totals.waitP50) || "–", totals.waitP95 == null ? "no build started" : `half of the builds start sooner, 95 of 100 within ${span(totals.waitP95)}`)}
        ${figure("Cache", percent(cache.hitRate) || "–", cache.hitRate == null ? "no build asked it" : `of projects came from the cache, which saved ${cache.savedSeconds ? span(cache.savedSeconds) : "nothing"}`)}</ul>
      <div class="columns">
        ${plot("Builds", "count", "trend", ["Succeeded", "good", on("succeeded", 0)], ["Failed", "bad", on("failed", 0)], ["Cancelled", "quiet", on("cancelled", 0)])}
        ${plot("Success rate", "percent", "trend", ["Success", "good", on("successRate")])}
        ${plot("Duration of successful builds", "span", "trend", ["p50", "accent", on("p50")], ["p95", "busy", on("p95")])}
        ${plot("Wait for an agent", "span", "trend", ["p50", "accent", on("waitP50")], ["p95", "busy", on("waitP95")])}
        ${plot("Cache hit rate", "percent", "cache", ["Hits", "accent", cached("hitRate")])}
        ${plot("Time saved by the cache", "span", "cache", ["Saved", "good", cached("savedSeconds", 0)])}</div>
      ${TABLES.map((table, i) => html`<insight-table heading=${table.heading} .orders=${table.orders} .order=${this.orders[table.name]} .columns=${table.columns(this.tables[i])} .rows=${this.tables[i]}
        .csv=${this.tablePath(table, { format: "csv", ...(table.name === "failures" ? {} : { limit: 500 }) })} @order=${(event) => setParameters({ [table.name]: event.detail })}></insight-table>`)}`;
  }

  /** All steps of the time, those without a build among them. */
  grid(steps) {
    const step = seconds(this.history.step);
    const first = Math.floor(new Date(this.history.from) / 1000 / step) * step;
    const last = Math.floor(new Date(this.history.to) / 1000 / step) * step;
    const byTime = new Map(steps.map((one) => [new Date(one.start).getTime() / 1000, one]));
    const times = [];
    for (let at = first; at <= last; at += step) times.push(at);
    return { times, on: (name, none = null) => times.map((at) => byTime.get(at)?.[name] ?? none) };
  }
}

const figure = (heading, value, sentence) => html`<li class="card pool"><h2>${heading}</h2><p class="big">${value}</p><p class="quiet">${sentence}</p></li>`;
define("insights-view", InsightsView);
