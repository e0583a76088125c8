import { View, define, html } from "../core/element.js";
import { get } from "../core/api.js";
import { bytes, duration, number } from "../core/format.js";
import { empty, shown } from "../shared/parts.js";
import { openRule } from "./rule-dialog.js";

/** What projects keep by rules of their own. */
class RetentionRules extends View {
  static properties = { rules: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.read();
  }

  async read() {
    await this.attempt(async () => {
      this.rules = (await get("/api/v1/retention/rules", this.leaving)).rules;
      this.hasContent = true;
    });
  }

  changed() {
    this.read();
    this.dispatchEvent(new CustomEvent("rules-changed"));
  }

  render() {
    return shown(this, () => html`<section class="card"><header class="card-head"><h2>Projects with rules of their own</h2><button type="button" class="small" @click=${() => openRule(null, () => this.changed())}>Add a rule</button></header>
      ${this.rules.length ? html`<div class="scroll-x" tabindex="0" role="region" aria-label="Rules of projects"><table><thead><tr><th scope="col">Project</th><th scope="col">Builds</th><th scope="col">Artifacts</th><th scope="col">Logs</th><th scope="col">Tests</th><th scope="col">Most</th><th scope="col">Latest green</th><th scope="col"><span class="unseen">Actions</span></th></tr></thead>
        <tbody>${this.rules.map((rule) => this.row(rule))}</tbody></table></div>` : empty("No rules", "Every project follows the server's settings.")}</section>`);
  }

  row(rule) {
    const age = (iso) => (iso ? duration(iso) : html`<span class="quiet">as set</span>`);
    const most = [rule.maxBuilds ? `${number(rule.maxBuilds)} builds` : "", rule.maxBytes ? bytes(rule.maxBytes) : ""].filter(Boolean).join(", ");
    return html`<tr><td><strong>${rule.project}</strong></td><td>${age(rule.keepBuilds)}</td><td>${age(rule.keepArtifacts)}</td><td>${age(rule.keepLogs)}</td><td>${age(rule.keepTests)}</td>
      <td>${most || html`<span class="quiet">as set</span>`}</td><td>${rule.keepLatestGreen === null || rule.keepLatestGreen === undefined ? html`<span class="quiet">as set</span>` : rule.keepLatestGreen ? "stays" : "goes"}</td>
      <td class="right"><button type="button" class="plain small" aria-label="Change the rule of ${rule.project}" @click=${() => openRule(rule, () => this.changed())}>Change</button></td></tr>`;
  }
}
define("retention-rules", RetentionRules);
