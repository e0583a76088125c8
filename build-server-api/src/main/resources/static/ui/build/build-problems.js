import { View, define, html, nothing } from "../core/element.js";
import { get, query } from "../core/api.js";
import { parameters, setParameters } from "../core/router.js";
import { empty, shown } from "../shared/parts.js";
import { diagnostic } from "./findings.js";

/** Errors and warnings of MSBuild and the compiler, the errors first. */
class BuildProblems extends View {
  static properties = { build: {}, items: { state: true } };

  willUpdate(changed) {
    if (!changed.has("build")) return;
    const counts = `${this.build.executionId} ${(this.build.stages ?? []).map((stage) => `${stage.errorsCount} ${stage.warningsCount}`)}`;
    if (counts !== this.counts) {
      this.counts = counts;
      this.read();
    }
  }

  async read(next) {
    await this.attempt(async () => {
      const severity = parameters().get("severity");
      const page = await get(next ?? `/api/v1/builds/${this.build.executionId}/diagnostics${query({ severity, limit: 100 })}`, this.leaving);
      this.items = next ? [...this.items, ...page.items] : page.items;
      this.next = page.links.next;
      this.hasContent = true;
    });
  }

  render() {
    const severity = parameters().get("severity");
    const choose = (value) => { setParameters({ severity: value === severity ? null : value }); this.read(); };
    return shown(this, () => html`<div class="summary-row"><div class="chips" role="group" aria-label="Severity">${["Error", "Warning"].map((one) => html`
        <button type="button" class="chip" aria-pressed=${one === severity ? "true" : "false"} @click=${() => choose(one)}>${one}s</button>`)}</div></div>
      ${this.items.length ? html`<ul class="findings card">${this.items.map((item) => diagnostic(item, this.build))}</ul>`
        : empty("Nothing to mend", "Neither the compiler nor MSBuild reported an error or a warning.")}
      ${this.next ? html`<button type="button" @click=${() => this.read(this.next)}>Show more</button>` : nothing}`);
  }
}
define("build-problems", BuildProblems);
