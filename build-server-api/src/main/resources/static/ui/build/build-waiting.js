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
      <p>${this.reasons?.reason ?? build.waitingFor ?? "An agent is looked for."}</p>
      <dl class="details">${detail("Place in the queue", build.queuePosition)}${detail("May start", build.estimatedStartTime ? time(build.estimatedStartTime) : nothing)}</dl>
      ${agents.length ? html`<table><thead><tr><th scope="col">Agent</th><th scope="col">Why not there</th></tr></thead>
        <tbody>${agents.map((agent) => html`<tr><td>${agent.hostname ?? agent.agentId}</td><td>${agent.reason ?? agent.sentence ?? (agent.reasons ?? []).join(" ")}</td></tr>`)}</tbody></table>` : nothing}
    </section>`;
  }
}
define("build-waiting", BuildWaiting);
