import { View, define, html, nothing } from "../core/element.js";
import { duration } from "../core/format.js";
import { may } from "../core/session.js";
import { detail, state, tag, time } from "../shared/parts.js";
import { meters } from "./agent-meters.js";
import { runLine } from "./agent-runs.js";

/** One agent. */
class AgentCard extends View {
  static properties = { agent: {}, builds: {}, commands: {}, showsRuns: { state: true } };

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  render() {
    const { agent, builds = [] } = this;
    const can = agent.capabilities ?? {};
    const checks = agent.health?.checks ?? [];
    const bad = checks.filter((check) => check.status !== "Healthy");
    const versions = can.sdkVersions?.length ? can.sdkVersions : can.installedSdks ?? [];
    return html`<section class="card agent ${agent.status}" aria-label=${agent.agentId}>
      <header><h3>${agent.agentId}</h3>${state(agent.status)}</header>
      <p class="quiet agent-facts"><span>${agent.hostname}</span><span>${agent.agentVersion}</span>${agent.health?.uptime ? html`<span>up ${duration(agent.health.uptime)}</span>` : nothing}</p>
      ${builds.length ? html`<ul class="runs now">${builds.map(runLine)}</ul>` : nothing}
      ${meters(agent)}
      ${bad.length ? html`<ul class="checks">${bad.map((check) => html`<li>${state(check.status, { word: false })} <span><strong>${check.name}</strong> ${check.message ?? ""}</span></li>`)}</ul>` : nothing}
      <p class="tags">${versions.map((version) => tag(`.NET ${version}`))}${(can.labels ?? []).map((label) => tag(label))}</p>
      <details><summary>Details and health</summary><dl class="details">
        ${detail("System", [can.operatingSystem, can.architecture].filter(Boolean).join(", "))}${detail("Slots", can.maxConcurrentBuilds)}
        ${detail("Machine", `${can.cpuCores} cores, ${can.totalMemoryGB} GB`)}${detail("Heard of", time(agent.lastHeartbeat))}
        ${detail("Tools", Object.entries(can.toolVersions ?? {}).map(([name, version]) => `${name} ${version}`).join(", ") || (can.installedTools ?? []).join(", "))}
        ${checks.filter((check) => check.status === "Healthy").map((check) => detail(check.name, html`<span class="check-line">${state(check.status, { word: false })} ${check.message ?? "healthy"}</span>`))}</dl></details>
      <details @toggle=${(event) => { this.showsRuns = event.target.open; }}><summary>What it ran</summary>${this.showsRuns ? html`<agent-runs .agent=${agent.agentId}></agent-runs>` : nothing}</details>
      ${may("BuildMaster") ? this.actions(agent) : nothing}
    </section>`;
  }

  actions(agent) {
    return html`<div class="actions"><button type="button" @click=${() => this.tell("maintain")}>${agent.status === "Maintenance" ? "Back to work" : "Take out of service"}</button>
      ${this.commands ? html`<details class="menu"><summary aria-label="More for ${agent.agentId}">More</summary><div class="menu-items">
        <button type="button" class="plain" title="It ends once its builds have ended" @click=${() => this.tell("drain")}>Drain and stop</button>
        <button type="button" class="plain danger-text" @click=${() => this.tell("revoke")}>Remove…</button></div></details>` : nothing}</div>`;
  }
}
define("agent-card", AgentCard);
