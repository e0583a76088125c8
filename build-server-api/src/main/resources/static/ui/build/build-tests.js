import { View, define, html, nothing, repeat } from "../core/element.js";
import { get, query } from "../core/api.js";
import { number, seconds, span } from "../core/format.js";
import { parameters, setParameters } from "../core/router.js";
import { empty, shown, state, tag } from "../shared/parts.js";
import { testBody, testName } from "./findings.js";
import { isEnded } from "./result.js";

const OUTCOMES = ["Failed", "Passed", "Skipped"];
const PAGE = 500;

/** The tests of a build by project and class, the failed ones first and open. */
class BuildTests extends View {
  static properties = { build: {}, tests: { state: true } };

  willUpdate(changed) {
    if (!changed.has("build")) return;
    const counts = `${this.build.executionId} ${JSON.stringify(this.build.testResults ?? {})}`;
    if (counts !== this.counts) {
      this.counts = counts;
      this.read();
    }
  }

  async read(next) {
    const outcome = parameters().get("outcome");
    await this.attempt(async () => {
      const page = await get(next ?? `/api/v1/builds/${this.build.executionId}/tests${query({ outcome, limit: PAGE })}`, this.leaving);
      this.tests = next ? [...this.tests, ...page.items] : page.items;
      this.summary = page.summary;
      this.next = page.links.next;
      this.hasContent = true;
    });
  }

  filter(outcome) {
    setParameters({ outcome });
    this.read();
  }

  render() {
    return shown(this, () => {
      const { summary } = this;
      if (!summary) {
        return empty("No tests", isEnded(this.build) ? "This build ran none." : "They are shown as they come in.");
      }
      const outcome = parameters().get("outcome");
      const text = (this.typed ?? "").toLowerCase();
      const found = this.tests.filter((test) => !text || testName(test).toLowerCase().includes(text));
      return html`<div class="summary-row"><p class="numbers">
          <span class="bad">${number(summary.failed)} failed</span><span class="good">${number(summary.passed)} passed</span>
          <span class="quiet">${number(summary.skipped)} skipped</span><span class="quiet">${span(seconds(summary.duration))}</span>
          ${summary.lineCoverage ? html`<span>${Math.round(summary.lineCoverage * 1000) / 10} % of lines covered</span>` : nothing}</p>
        <div class="chips" role="group" aria-label="Outcome">${OUTCOMES.map((one) => html`<button type="button" class="chip" aria-pressed=${one === outcome ? "true" : "false"}
          @click=${() => this.filter(one === outcome ? null : one)}>${one}</button>`)}</div>
        <input type="search" aria-label="Filter by name" placeholder="Filter by name" @input=${(event) => { this.typed = event.target.value; this.requestUpdate(); }}></div>
        ${groups(found).map((group) => this.group(group))}
        ${this.next ? html`<p><button type="button" @click=${() => this.read(this.next)}>Show more tests</button></p>` : nothing}`;
    });
  }

  group({ name, tests, failed }) {
    return html`<details class="card test-group" ?open=${failed > 0 || tests.length <= 50}><summary><strong>${name}</strong>
        ${failed ? html`<span class="count bad">${failed}</span>` : nothing}<span class="quiet">${number(tests.length)}</span></summary>
      <ul class="test-list">${repeat(tests, (test) => `${testName(test)} ${test.targetFramework}`, (test) => html`<li><details ?open=${test.outcome === "Failed" && failed <= 3}>
        <summary>${state(test.outcome, { word: false })}<span class="test-name">${test.name}</span>${test.flaky ? tag("flaky", "warn") : nothing}<span class="quiet test-span">${span(seconds(test.duration))}</span></summary>
        ${testBody(test, this.build)}</details></li>`)}</ul></details>`;
  }
}

/** Tests by class, classes with failures first. */
function groups(tests) {
  const byClass = new Map();
  for (const test of tests) {
    const name = `${test.project}${test.targetFramework ? ` (${test.targetFramework})` : ""} › ${test.className}`;
    if (!byClass.has(name)) byClass.set(name, { name, tests: [], failed: 0 });
    const group = byClass.get(name);
    group.tests.push(test);
    if (test.outcome === "Failed") group.failed++;
  }
  return [...byClass.values()].sort((a, b) => b.failed - a.failed);
}
define("build-tests", BuildTests);
