import { View, define, html, nothing } from "../core/element.js";
import { getIfThere } from "../core/api.js";
import { detail, time } from "../shared/parts.js";

const REFRESH = 4000;

/** Why a build waits: in one sentence, and for each agent where the server can tell. */
class BuildWaiting extends View {
  static properties = { build: {}, reasons: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.read();
    this.every(REFRESH, this.read);
  }

  async read() {
    this.reasons = await getIfThere(`/api/v1/builds/${this.build.executionId}/queue`, this.leaving).catch(() => null);
  }

  render() {
    const { build } = this;
    const agents = this.reasons?.agents ?? [];
    return html`<section class="card"><h2>Waiting</h2>
      <p>${this.reasons?.waitingFor ?? build.waitingFor ?? "An agent is looked for."}</p>
      <dl class="details">${detail("Place in the queue", build.queuePosition)}${detail("May start", build.estimatedStartTime ? time(build.estimatedStartTime) : nothing)}${detail("Going by", this.reasons?.basis)}</dl>
      ${this.reasons?.impossible ? html`<p class="notice bad">No enrolled agent could run it as it is.</p>` : nothing}
      ${agents.length ? html`<table><thead><tr><th scope="col">Agent</th><th scope="col">Why not there</th></tr></thead>
        <tbody>${agents.map((agent) => html`<tr><td>${agent.agentId}</td><td>${agent.reason}</td></tr>`)}</tbody></table>` : nothing}
    </section>`;
  }
}
define("build-waiting", BuildWaiting);
