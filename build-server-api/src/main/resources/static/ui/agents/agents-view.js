import { View, define, html, nothing } from "../core/element.js";
import { get, post, remove } from "../core/api.js";
import { plural } from "../core/format.js";
import { may } from "../core/session.js";
import { title } from "../core/tab.js";
import { confirm, toast } from "../shared/dialogs.js";
import { empty, shown } from "../shared/parts.js";
import { openEnrol } from "./enrol-dialog.js";
import "./agent-card.js";

const REFRESH = 4000;
const KEPT = 60;

/** All agents as they work: load, builds, health, and what they have installed. */
class AgentsView extends View {
  static properties = { address: {}, agents: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    title("Agents");
    this.history = new Map();
    this.running = [];
    this.commands = may("BuildMaster");
    this.read();
    this.every(REFRESH, this.read);
  }

  async read() {
    await this.attempt(async () => {
      const [{ agents }, running] = await Promise.all([get("/api/v1/agents", this.leaving), get("/api/v1/builds?status=Running&status=Cancelling&limit=100", this.leaving)]);
      const health = await Promise.all(agents.map((agent) => get(`/api/v1/agents/${encodeURIComponent(agent.agentId)}/health`, this.leaving).catch(() => null)));
      agents.forEach((agent, i) => {
        agent.health = health[i];
        const past = this.history.get(agent.agentId) ?? [];
        this.history.set(agent.agentId, [...past, { cpu: agent.cpuUsage, memory: agent.memoryUsage, disk: agent.health?.diskSpaceAvailableGB }].slice(-KEPT));
        agent.history = this.history.get(agent.agentId);
      });
      this.running = running.items;
      this.agents = agents;
      this.hasContent = true;
    });
  }

  async act(work, sentence) {
    try {
      await work();
      toast(sentence);
    } catch (problem) {
      toast(problem.message, "bad");
    }
    await this.read();
  }

  /** Takes an agent out of service or back into it, however it was taken out: by the server or by a command to pause. */
  maintenance(agent) {
    const path = `/api/v1/agents/${encodeURIComponent(agent.agentId)}`;
    if (agent.status !== "Maintenance") this.act(() => post(`${path}/maintenance`, { enabled: true }), `${agent.agentId} gets no more builds`);
    else this.act(async () => {
      await post(`${path}/maintenance`, { enabled: false });
      await post(`${path}/resume`);
    }, `${agent.agentId} is back`);
  }

  /** Tells an agent to end its process once its builds have ended. */
  drain(agent) {
    this.act(() => post(`/api/v1/agents/${encodeURIComponent(agent.agentId)}/drain`), `${agent.agentId} ends when its builds have ended`);
  }

  revoke(agent) {
    confirm(`Remove ${agent.agentId}?`, "Its credential is refused from now on, and what it runs is queued again. To come back it has to enrol anew.", "Remove the agent",
      async () => {
        await remove(`/api/v1/agents/${encodeURIComponent(agent.agentId)}`);
        await this.read();
      });
  }

  render() {
    const byPool = Map.groupBy ? Map.groupBy(this.agents ?? [], (agent) => agent.targetType) : new Map([["Agents", this.agents ?? []]]);
    return html`<div class="view-head"><h1>Agents</h1>${may("BuildMaster") ? html`<button type="button" class="primary" @click=${openEnrol}>Add an agent</button>` : nothing}</div>
      ${shown(this, () => (this.agents.length ? [...byPool].map(([pool, agents]) => html`<section><h2>${pool} <span class="quiet">${plural(agents.length, "agent")}</span></h2>
        <div class="agent-grid">${agents.map((agent) => html`<agent-card id=${agent.agentId} .agent=${agent} .builds=${this.running.filter((build) => build.runningOn?.includes(agent.agentId))} .commands=${this.commands}
          @maintain=${() => this.maintenance(agent)} @revoke=${() => this.revoke(agent)} @drain=${() => this.drain(agent)}></agent-card>`)}</div></section>`)
        : empty("No agent yet", "Agents ask the server for work, so no port has to be open on them.",
          may("BuildMaster") ? html`<button type="button" class="primary" @click=${openEnrol}>Add the first agent</button>` : nothing)))}`;
  }
}
define("agents-view", AgentsView);
