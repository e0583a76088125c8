import { View, define, html, nothing } from "../core/element.js";
import { get, query } from "../core/api.js";
import { number, seconds, span } from "../core/format.js";
import { parameters, setParameters } from "../core/router.js";
import { empty, shown } from "../shared/parts.js";
import { knownFailures } from "./compared.js";
import { testName } from "./findings.js";
import { isEnded } from "./result.js";
import { slowest } from "./slow-tests.js";
import { testTree } from "./test-tree.js";

const OUTCOMES = ["Failed", "Passed", "Skipped"];
const PAGE = 500;

/** The tests of a build by project and class, the failed ones first and open, or the slowest. */
class BuildTests extends View {
  static properties = { build: {}, tests: { state: true }, known: { state: true } };

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
    if (this.summary?.failed && this.known === undefined) this.known = await knownFailures(this.build, this.leaving).catch(() => null);
  }

  /** Whether a failure was not there in the build before; null where there is none to compare with. */
  isNew(test) {
    return this.known && test.outcome === "Failed" ? !this.known.names.has(testName(test)) : null;
  }

  choose(changes) {
    setParameters(changes);
    this.read();
  }

  render() {
    return shown(this, () => {
      const { summary } = this;
      if (!summary) return empty("No tests", isEnded(this.build) ? "This build ran none." : "They are shown as they come in.");
      const outcome = parameters().get("outcome");
      const bySpeed = parameters().get("by") === "duration";
      const text = (this.typed ?? "").toLowerCase();
      const found = this.tests.filter((test) => !text || testName(test).toLowerCase().includes(text));
      const fresh = found.filter((test) => this.isNew(test)).length;
      const chip = (label, pressed, action) => html`<button type="button" class="chip" aria-pressed=${pressed ? "true" : "false"} @click=${action}>${label}</button>`;
      return html`<div class="summary-row"><p class="numbers">
          <span class=${summary.failed ? "bad" : "quiet"}>${number(summary.failed)} failed</span><span class="good">${number(summary.passed)} passed</span>
          <span class="quiet">${number(summary.skipped)} skipped</span><span class="quiet">${span(seconds(summary.duration))}</span>
          ${summary.lineCoverage ? html`<span>${Math.round(summary.lineCoverage * 1000) / 10} % of lines covered</span>` : nothing}
          ${this.known && summary.failed ? html`<span class=${fresh ? "bad" : "quiet"}>${fresh ? `${fresh} new` : html`none new since <a href="/builds/${this.known.build}/tests">the build before</a>`}</span>` : nothing}</p>
        <div class="chips" role="group" aria-label="Outcome">${OUTCOMES.map((one) => chip(one, one === outcome, () => this.choose({ outcome: one === outcome ? null : one })))}</div>
        <div class="chips" role="group" aria-label="Order">${chip("Slowest first", bySpeed, () => { setParameters({ by: bySpeed ? null : "duration" }); this.requestUpdate(); })}</div>
        <input type="search" aria-label="Filter by name" placeholder="Filter by name" @input=${(event) => { this.typed = event.target.value; this.requestUpdate(); }}></div>
        ${bySpeed ? slowest(found, this.build) : testTree(found, this.build, (test) => this.isNew(test))}
        ${found.length ? nothing : html`<p class="quiet">No test matches.</p>`}
        ${this.next ? html`<p><button type="button" @click=${() => this.read(this.next)}>Show more tests</button></p>` : nothing}`;
    });
  }
}
define("build-tests", BuildTests);
