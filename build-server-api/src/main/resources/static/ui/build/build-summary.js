import { View, define, html, nothing } from "../core/element.js";
import { get } from "../core/api.js";
import { problemBox } from "../shared/parts.js";
import { diagnostic, failedTest } from "./findings.js";
import { isEnded } from "./result.js";
import { isSpread } from "./spans.js";
import "./agent-gantt.js";
import "./stage-timeline.js";
import "./build-waiting.js";

const MOST = 5;

/** The first errors and failing tests, and where the time went. */
class BuildSummary extends View {
  static properties = { build: {}, errors: { state: true }, failures: { state: true }, problem: { state: true } };

  willUpdate(changed) {
    if (!changed.has("build")) return;
    const { build } = this;
    const counts = `${build.executionId} ${build.status} ${build.testResults?.failed} ${(build.stages ?? []).map((stage) => stage.errorsCount)}`;
    if (counts !== this.counts) {
      this.counts = counts;
      this.read();
    }
  }

  async read() {
    const path = `/api/v1/builds/${this.build.executionId}`;
    await this.attempt(async () => {
      const [errors, tests] = await Promise.all([
        get(`${path}/diagnostics?severity=Error&limit=${MOST}`, this.leaving),
        this.build.testResults?.failed ? get(`${path}/tests?outcome=Failed&limit=${MOST}`, this.leaving) : { items: [] },
      ]);
      this.errors = errors.items;
      this.failures = tests.items;
    });
  }

  render() {
    const { build, errors = [], failures = [] } = this;
    const failed = build.testResults?.failed ?? 0;
    return html`${this.problem ? problemBox(this.problem) : nothing}
      ${errors.length ? html`<section class="card"><h2>First errors</h2><ul class="findings">${errors.map((error) => diagnostic(error, build))}</ul>
        <p class="more"><a href="/builds/${build.executionId}/problems">All errors and warnings</a></p></section>` : nothing}
      ${failures.length ? html`<section class="card"><h2>Failing tests</h2><ul class="findings">${failures.map((test, i) => failedTest(test, build, i === 0))}</ul>
        ${failed > failures.length ? html`<p><a href="/builds/${build.executionId}/tests">All ${failed} failing tests</a></p>` : nothing}</section>` : nothing}
      ${isEnded(build) || build.startTime ? nothing : html`<build-waiting .build=${build}></build-waiting>`}
      ${isSpread(build) ? html`<section class="card"><h2>Agents</h2><agent-gantt .build=${build}></agent-gantt></section>` : nothing}
      <section class="card"><h2>Stages</h2><stage-timeline .build=${build}></stage-timeline></section>`;
  }
}
define("build-summary", BuildSummary);
