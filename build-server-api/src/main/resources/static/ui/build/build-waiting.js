import { View, define, html, nothing } from "../core/element.js";
import { getIfThere } from "../core/api.js";
import { detail, time } from "../shared/parts.js";

const REFRESH = 4000;

/** Why a build waits: in one sentence, and for each agent where the server can tell. */
class BuildWaiting extends View {
  static properties = { build: {}, bare: {}, reasons: { state: true } };

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
    const body = html`${this.bare ? nothing : html`<p>${this.reasons?.waitingFor ?? build.waitingFor ?? "An agent is looked for."}</p>`}
      <dl class="details">${detail("Place in the queue", build.queuePosition)}${detail("May start", build.estimatedStartTime ? time(build.estimatedStartTime) : nothing)}${detail("Going by", this.reasons?.basis)}</dl>
      ${this.reasons?.impossible ? html`<p class="notice bad">No enrolled agent could run it as it is.</p>` : nothing}
      ${agents.length ? html`<div class="scroll-x" tabindex="0" role="region" aria-label="Why no agent has taken it"><table><thead><tr><th scope="col">Agent</th><th scope="col">Why not there</th></tr></thead>
        <tbody>${agents.map((agent) => html`<tr><td><a href="/agents#${agent.agentId}">${agent.agentId}</a></td><td>${agent.reason}</td></tr>`)}</tbody></table></div>` : nothing}`;
    return this.bare ? html`<div class="reasons">${body}</div>` : html`<section class="card"><h2>Waiting</h2>${body}</section>`;
  }
}
define("build-waiting", BuildWaiting);
