import { View, define, html, nothing } from "../core/element.js";
import { get } from "../core/api.js";
import { exact } from "../core/format.js";
import { curlOf } from "../start/start-build.js";
import { copy } from "../shared/dialogs.js";
import { detail, shown, state } from "../shared/parts.js";

/** Everything that was asked for, by whom, and who ran it. */
class BuildDetails extends View {
  static properties = { build: {}, request: { state: true }, agent: { state: true } };

  willUpdate(changed) {
    if (changed.has("build") && this.id !== this.build.executionId) {
      this.id = this.build.executionId;
      this.attempt(async () => {
        this.request = await get(`/api/v1/builds/${this.id}/request`, this.leaving);
        this.hasContent = true;
      });
    }
    if (changed.has("build")) this.readAgent();
  }

  /** What an agent has installed it tells when it starts; of one that is gone nothing is known. */
  async readAgent() {
    const id = this.build.agent?.agentId;
    if (!id || id === this.agent?.agentId) return;
    this.agent = await get(`/api/v1/agents/${encodeURIComponent(id)}`, this.leaving).catch(() => null);
  }

  environment() {
    const can = this.agent?.capabilities;
    if (!can) return nothing;
    const tools = Object.entries(can.toolVersions ?? {}).map(([name, version]) => `${name} ${version}`);
    return html`<h2>Environment</h2><dl class="details">${detail("System", [can.operatingSystem, can.architecture].filter(Boolean).join(", "))}${detail("Machine", `${can.cpuCores} cores, ${can.totalMemoryGB} GB`)}
      ${detail(".NET SDKs", (can.sdkVersions ?? []).join(", "))}${detail("Runtimes", (can.runtimeVersions ?? []).join(", "))}${detail("Tools", tools.join(", "))}${detail("Labels", (can.labels ?? []).join(", "))}</dl>
      <p class="quiet">As <a href="/agents#${this.agent.agentId}">${this.agent.agentId}</a> has it now.</p>`;
  }

  render() {
    return shown(this, () => {
      const { build, request: { job } } = this;
      const properties = Object.entries(job.buildProperties ?? {});
      const metadata = Object.entries(job.metadata ?? {});
      const yes = (value) => (value ? "yes" : "no");
      const at = (iso) => (iso ? exact(iso) : null);
      return html`<div class="columns">
        <section class="card"><h2>Asked for</h2><dl class="details">
          ${detail("Repository", html`<span class="mono">${job.repositoryUrl}</span>`)}${detail("Ref", job.gitRef)}${detail("Commit", build.commit ? html`<span class="mono">${build.commit}</span>` : nothing)}
          ${detail("Solution", job.solutionPath)}${detail("Configuration", job.configuration)}${detail("Framework", job.targetFramework)}${detail("Platform", job.platform)}
          ${detail("Runtime", job.runtimeIdentifier)}${detail("Tests", yes(job.runTests))}${detail("Coverage", yes(job.collectCoverage))}${detail("Packages", yes(job.createPackages))}
          ${detail("Without caches", yes(build.forceClean))}${detail("Timeout", job.timeoutMinutes ? `${job.timeoutMinutes} min` : nothing)}${detail("Pool", build.targetPool)}
          ${detail("Strategy", build.strategy)}${detail("Priority", build.priority)}${detail("E-mail", build.requesterEmail)}${detail("Requested by", build.requestedBy)}</dl>
          <p class="actions"><button type="button" @click=${() => copy(curlOf(this.request))}>Copy as curl</button></p></section>
        <section class="card"><h2>Times</h2><dl class="details">${detail("Submitted", at(build.createdAt))}${detail("Started", at(build.startTime))}${detail("Ended", at(build.endTime))}
          ${detail("Build id", html`<span class="mono">${build.executionId}</span>`)}${build.links?.trace ? detail("Trace", html`<a href=${build.links.trace} target="_blank" rel="noopener noreferrer">open</a>`) : nothing}</dl>
          ${(build.attempts ?? []).length ? html`<h2>Attempts</h2><ul class="attempts">${build.attempts.map((attempt) => html`<li>${state(attempt.state === "Finished" ? "Succeeded" : "Failed", { word: false })}
            ${attempt.task} ${attempt.number}: ${attempt.state} on <a href="/agents#${attempt.agentId}">${attempt.hostname}</a> ${attempt.message ? html`<span class="quiet">${attempt.message}</span>` : nothing}</li>`)}</ul>` : nothing}
          ${this.environment()}
          ${properties.length ? html`<h2>Build properties</h2><dl class="details mono">${properties.map(([name, value]) => detail(name, value))}</dl>` : nothing}
          ${metadata.length ? html`<h2>Metadata</h2><dl class="details">${metadata.map(([name, value]) => detail(name, value))}</dl>` : nothing}</section></div>`;
    });
  }
}
define("build-details", BuildDetails);
