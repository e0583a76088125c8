import { View, define, html, nothing } from "../core/element.js";
import { get, query } from "../core/api.js";
import { number, percent, seconds, span } from "../core/format.js";
import { parameters, setParameters } from "../core/router.js";
import { title } from "../core/tab.js";
import { empty, shown, time } from "../shared/parts.js";
import { downloadCsv } from "./csv.js";
import "./time-plot.js";

const DAYS = [1, 7, 30, 90];

/** How the builds fare over time: results, durations, waiting, projects and tests that fail. */
class InsightsView extends View {
  static properties = { address: {}, history: { state: true } };

  willUpdate(changed) {
    if (!changed.has("address")) return;
    title("Insights");
    this.days = Number(parameters().get("days") ?? 7);
    this.project = parameters().get("project") ?? "";
    this.attempt(async () => {
      this.history = await get(`/api/v1/insights${query({ days: this.days, project: this.project })}`, this.leaving);
      this.hasContent = true;
    });
  }

  render() {
    return html`<div class="view-head"><h1>Insights</h1>
        <div class="chips" role="group" aria-label="Time">${DAYS.map((days) => html`<button type="button" class="chip" aria-pressed=${days === this.days ? "true" : "false"}
          @click=${() => setParameters({ days })}>${days === 1 ? "24 hours" : `${days} days`}</button>`)}</div>
        <input type="search" aria-label="Project" placeholder="All projects" .value=${this.project} @change=${(event) => setParameters({ project: event.target.value.trim() })}></div>
      ${shown(this, () => (this.history.steps.length ? this.content() : empty("No builds in this time", "Choose a longer time or another project.")))}`;
  }

  content() {
    const { steps, projects, failingTests } = this.history;
    const ended = steps.reduce((sum, step) => sum + step.succeeded + step.failed + step.timedOut, 0);
    const succeeded = steps.reduce((sum, step) => sum + step.succeeded, 0);
    const { times, on } = this.grid(steps);
    return html`<ul class="pool-row">
        <li class="card pool"><h2>Success</h2><p class="big">${ended ? percent(succeeded / ended) : "–"}</p><p class="quiet">of ${number(ended)} builds that ended by themselves</p></li>
        <li class="card pool"><h2>Duration</h2><p class="big">${span(middle(steps.map((step) => step.p50)))}</p><p class="quiet">half of the successful builds are faster</p></li>
        <li class="card pool"><h2>Wait</h2><p class="big">${span(middle(steps.map((step) => step.waitP50)))}</p><p class="quiet">half of the builds start sooner</p></li></ul>
      <div class="columns">
        <time-plot heading="Builds" unit="count" .times=${times} .series=${[["Succeeded", "good", on("succeeded", 0)], ["Failed", "bad", on("failed", 0)], ["Cancelled", "quiet", on("cancelled", 0)]]}></time-plot>
        <time-plot heading="Duration of successful builds" unit="span" .times=${times} .series=${[["p50", "accent", on("p50")], ["p95", "busy", on("p95")]]}></time-plot>
        <time-plot heading="Wait for an agent" unit="span" .times=${times} .series=${[["p50", "accent", on("waitP50")], ["p95", "busy", on("waitP95")]]}></time-plot></div>
      <section class="card"><header class="card-head"><h2>Projects</h2><button type="button" class="plain" @click=${() => downloadCsv("projects.csv", projects)}>CSV</button></header>
        <div class="scroll-x" tabindex="0" role="region" aria-label="Projects"><table><thead><tr><th scope="col">Project</th><th scope="col">Strategy</th><th scope="col" class="right">Builds</th><th scope="col" class="right">Success</th><th scope="col" class="right">p50</th><th scope="col" class="right">p95</th></tr></thead>
        <tbody>${projects.map((row) => html`<tr><td><a href=${`/builds${query({ project: row.project, strategy: row.strategy })}`}>${row.project}</a></td><td>${row.strategy}</td>
          <td class="right">${number(row.succeeded + row.failed + row.cancelled + row.timedOut)}</td><td class="right">${share(row)}</td><td class="right">${span(row.p50)}</td><td class="right">${span(row.p95)}</td></tr>`)}</tbody></table></div></section>
      ${failingTests.length ? html`<section class="card"><header class="card-head"><h2>Tests that failed</h2><button type="button" class="plain" @click=${() => downloadCsv("failing-tests.csv", failingTests)}>CSV</button></header>
        <div class="scroll-x" tabindex="0" role="region" aria-label="Tests that failed"><table><thead><tr><th scope="col">Test</th><th scope="col">Project</th><th scope="col" class="right">Failed</th><th scope="col" class="right" title="How often its outcome changed: many changes mean that it is flaky">Changes</th><th scope="col">Last</th></tr></thead>
        <tbody>${failingTests.map((row) => html`<tr><td><a href=${`/insights/tests${query({ project: row.project, className: row.className, name: row.name })}`}>${row.name}</a> <span class="quiet">${row.className}</span></td><td>${row.project}</td>
          <td class="right">${number(row.failures)} of ${number(row.runs)}</td><td class="right">${row.changes}</td><td>${time(row.lastFailure)}</td></tr>`)}</tbody></table></div></section>` : nothing}`;
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

function share(row) {
  const ended = row.succeeded + row.failed + row.timedOut;
  return ended ? percent(row.succeeded / ended) : "";
}

function middle(values) {
  const all = values.filter((value) => value !== null && value !== undefined).sort((a, b) => a - b);
  return all[Math.floor(all.length / 2)];
}
define("insights-view", InsightsView);
