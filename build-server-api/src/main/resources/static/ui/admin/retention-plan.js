import { View, define, html, nothing } from "../core/element.js";
import { get } from "../core/api.js";
import { bytes, duration, number, plural, short } from "../core/format.js";
import { detail, shown } from "../shared/parts.js";
import "./retention-rules.js";

const SHOWN = 60;

/** What is deleted with time, and what the next run would delete; nothing is deleted by looking. */
class RetentionPlan extends View {
  static properties = { plan: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.read();
  }

  async read() {
    await this.attempt(async () => {
      [this.rules, this.plan] = await Promise.all([get("/api/v1/retention", this.leaving), get("/api/v1/retention/plan", this.leaving)]);
      this.hasContent = true;
    });
  }

  render() {
    return shown(this, () => {
      const { rules, plan } = this;
      const age = (iso) => (iso ? `go after ${duration(iso)}` : "stay");
      return html`<div class="columns"><section class="card"><h2>Rules</h2><dl class="details">
          ${detail("Builds", age(rules.keepBuilds))}${detail("Artifacts", rules.keepArtifacts ? age(rules.keepArtifacts) : "stay as long as their build")}${detail("Logs", rules.keepLogs ? age(rules.keepLogs) : "stay as long as their build")}${detail("Test results", rules.keepTests ? age(rules.keepTests) : "stay as long as their build")}
          ${detail("Of each project", [rules.maxBuildsPerProject ? `the newest ${number(rules.maxBuildsPerProject)} builds` : "", rules.maxBytesPerProject ? `${bytes(rules.maxBytesPerProject)} of artifacts` : ""].filter(Boolean).join(", ") || "any number of builds")}
          ${detail("Always kept", `pinned builds${rules.keepLatestGreen ? ", and the latest green build of each branch" : ""}`)}</dl>
          <p class="quiet">The settings <code>build-server.retention.*</code> of the server say so.</p></section>
        <section class="card"><header class="card-head"><h2>The next run deletes</h2><button type="button" class="plain small" @click=${() => this.read()}>Look again</button></header>
          ${plan.builds.length + plan.artifactsOf.length + plan.logsOf.length + plan.testsOf.length ? html`<p><strong>${bytes(plan.bytes)}</strong> of artifacts and logs</p>
            ${builds("Builds with everything", plan.builds)}${builds("Artifacts of", plan.artifactsOf)}${builds("Logs of", plan.logsOf)}${builds("Test results of", plan.testsOf)}` : html`<p>Nothing: no build is older than it may be.</p>`}</section></div>
        <retention-rules @rules-changed=${() => this.read()}></retention-rules>`;
    });
  }
}

const builds = (title, ids) => (ids.length ? html`<h3>${title} <span class="quiet">${plural(ids.length, "build")}</span></h3>
  <p class="build-ids">${ids.slice(0, SHOWN).map((id) => html`<a class="mono" href="/builds/${id}">${short(id)}</a> `)}${ids.length > SHOWN ? html`<span class="quiet">and ${ids.length - SHOWN} more</span>` : nothing}</p>` : nothing);
define("retention-plan", RetentionPlan);
