import { View, define, html, nothing } from "../core/element.js";
import { get, query } from "../core/api.js";
import { percent, plural, ref, short, span } from "../core/format.js";
import { parameters } from "../core/router.js";
import { title } from "../core/tab.js";
import { detail, empty, shown, state, time } from "../shared/parts.js";
import "./time-plot.js";

/** A test over the builds of its project: when it began to fail, how often it changes, how long it takes. */
class TestHistory extends View {
  static properties = { address: {}, history: { state: true } };

  willUpdate(changed) {
    if (!changed.has("address")) return;
    const { project, className, name } = Object.fromEntries(parameters());
    title(name);
    this.attempt(async () => {
      this.history = await get(`/api/v1/insights/tests${query({ project, className, name })}`, this.leaving);
      this.hasContent = true;
    });
  }

  render() {
    const { name = "", className = "", project = "" } = Object.fromEntries(parameters());
    return html`<div class="view-head"><div><h1>${name}</h1><p class="quiet">${className} · <a href=${`/builds${query({ project })}`}>${project}</a></p></div></div>
      ${shown(this, () => (this.history.runs.length ? this.content(this.history.runs) : empty("No runs", "This test ran in none of the last builds of the project.")))}`;
  }

  content(runs) {
    const counted = runs.filter((run) => run.outcome !== "Skipped");
    const failures = counted.filter((run) => run.outcome === "Failed").length;
    const changes = counted.filter((run, i) => i > 0 && run.outcome !== counted[i - 1].outcome).length;
    const firstGreen = counted.findIndex((run) => run.outcome === "Passed");
    const firstRed = counted[0]?.outcome === "Failed" ? counted[(firstGreen < 0 ? counted.length : firstGreen) - 1] : null;
    const oldestFirst = [...runs].reverse();
    return html`<section class="card"><dl class="details">
        ${detail("Failed", `${failures} of ${plural(counted.length, "run")} (${percent(counted.length ? failures / counted.length : 0)})`)}
        ${detail("Flaky score", counted.length > 1 ? html`${percent(changes / (counted.length - 1))} <span class="quiet">the outcome changed ${plural(changes, "time")} from one run to the next</span>` : nothing)}
        ${firstRed ? detail("Fails since", html`<a href="/builds/${firstRed.executionId}">${ref(firstRed.gitRef)} ${short(firstRed.commitSha)}</a> ${time(firstRed.createdAt)}`) : nothing}</dl></section>
      <time-plot heading="Duration" unit="span" .times=${oldestFirst.map((run) => new Date(run.createdAt).getTime() / 1000)}
        .series=${[["Duration", "accent", oldestFirst.map((run) => run.seconds)], ["Failed", "bad", oldestFirst.map((run) => (run.outcome === "Failed" ? run.seconds : null))]]}></time-plot>
      <section class="card"><div class="scroll-x" tabindex="0" role="region" aria-label="Runs"><table><thead><tr><th scope="col">Outcome</th><th scope="col">Build</th><th scope="col" class="right">Duration</th><th scope="col">When</th><th scope="col">Message</th></tr></thead>
        <tbody>${runs.map((run) => html`<tr><td>${state(run.outcome)}</td><td><a class="mono" href="/builds/${run.executionId}/tests">${ref(run.gitRef)} ${short(run.commitSha)}</a></td>
          <td class="right">${span(run.seconds)}</td><td>${time(run.createdAt)}</td><td class="cut">${(run.errorMessage ?? "").split("\n")[0]}</td></tr>`)}</tbody></table></div></section>`;
  }
}
define("test-history", TestHistory);
