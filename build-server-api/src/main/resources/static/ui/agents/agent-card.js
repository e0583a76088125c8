import { View, define, html, nothing, svg } from "../core/element.js";
import { duration } from "../core/format.js";
import { may } from "../core/session.js";
import { detail, state, tag, time } from "../shared/parts.js";

/** One agent. */
class AgentCard extends View {
  static properties = { agent: {}, commands: {} };

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  render() {
    const { agent } = this;
    const can = agent.capabilities ?? {};
    const checks = agent.health?.checks ?? [];
    const bad = checks.filter((check) => check.status !== "Healthy");
    const versions = can.sdkVersions?.length ? can.sdkVersions : can.installedSdks ?? [];
    return html`<section class="card agent ${agent.status}" aria-label=${agent.agentId}>
      <header><h3>${agent.agentId}</h3>${state(agent.status)}</header>
      <p class="quiet">${agent.hostname}${agent.currentJob ? html` · building <strong>${agent.currentJob}</strong>` : nothing}</p>
      <div class="meters">${meter("CPU", agent.cpuUsage, agent.history.map(({ cpu }) => cpu))}${meter("Memory", agent.memoryUsage, agent.history.map(({ memory }) => memory))}</div>
      ${bad.length ? html`<ul class="checks">${bad.map((check) => html`<li>${state(check.status, { word: false })} <strong>${check.name}</strong> ${check.message ?? ""}</li>`)}</ul>` : nothing}
      <p class="tags">${versions.map((version) => tag(`.NET ${version}`))}${(can.labels ?? []).map((label) => tag(label))}</p>
      <details><summary>Details</summary><dl class="details">
        ${detail("System", [can.operatingSystem, can.architecture].filter(Boolean).join(", "))}${detail("Slots", can.maxConcurrentBuilds)}
        ${detail("Machine", `${can.cpuCores} cores, ${can.totalMemoryGB} GB`)}${detail("Free disk", `${agent.health?.diskSpaceAvailableGB ?? can.availableDiskSpaceGB} GB`)}
        ${detail("Up for", duration(agent.health?.uptime))}${detail("Version", agent.agentVersion)}${detail("Heard of", time(agent.lastHeartbeat))}
        ${detail("Tools", Object.entries(can.toolVersions ?? {}).map(([name, version]) => `${name} ${version}`).join(", ") || (can.installedTools ?? []).join(", "))}
        ${checks.filter((check) => check.status === "Healthy").map((check) => detail(check.name, html`${state(check.status, { word: false })} ${check.message ?? "healthy"}`))}</dl></details>
      ${may("BuildMaster") ? html`<div class="actions"><button type="button" @click=${() => this.tell("maintain")}>${agent.status === "Maintenance" ? "Back to work" : "Take out of service"}</button>
        ${this.commands ? html`<details class="menu"><summary aria-label="More for ${agent.agentId}">More</summary><div class="menu-items">
          ${[["pause", "Pause"], ["resume", "Resume"], ["drain", "Drain and stop"]].map(([command, label]) => html`<button type="button" class="plain" @click=${() => this.tell("command", command)}>${label}</button>`)}</div></details>` : nothing}
        <button type="button" class="plain danger-text" @click=${() => this.tell("revoke")}>Remove</button></div>` : nothing}
    </section>`;
  }
}

/** A share in percent, now and in the last minutes. */
function meter(name, value, past) {
  const now = Math.round(value ?? 0);
  const points = past.map((one, i) => `${(100 * i) / Math.max(1, past.length - 1)},${(28 - (28 * Math.min(100, one ?? 0)) / 100).toFixed(1)}`).join(" ");
  return html`<div class="meter"><span class="quiet">${name}</span><strong>${now} %</strong>
    <svg viewBox="0 0 100 28" preserveAspectRatio="none" role="img" aria-label="${name} ${now} percent">${past.length > 1 ? svg`<polyline points=${points}></polyline>` : nothing}</svg></div>`;
}
define("agent-card", AgentCard);
