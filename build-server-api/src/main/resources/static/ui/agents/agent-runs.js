import { View, define, html, nothing } from "../core/element.js";
import { get, query } from "../core/api.js";
import { ref } from "../core/format.js";
import { pace } from "../shared/pace.js";
import { problemBox, state, time } from "../shared/parts.js";

const LATEST = 8;

/** What an agent ran last, asked for while somebody looks. */
class AgentRuns extends View {
  static properties = { agent: {}, builds: { state: true }, problem: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.attempt(async () => { this.builds = (await get(`/api/v1/builds${query({ agent: this.agent, limit: LATEST })}`, this.leaving)).items; });
  }

  render() {
    if (this.problem) return problemBox(this.problem);
    if (!this.builds) return html`<p class="quiet" role="status">Asking…</p>`;
    if (!this.builds.length) return html`<p class="quiet">Nothing yet.</p>`;
    return html`<ul class="runs">${this.builds.map(runLine)}</ul>
      ${this.builds.length === LATEST ? html`<p><a href=${`/builds${query({ agent: this.agent })}`}>All that it ran</a></p>` : nothing}`;
  }
}

export const runLine = (build) => html`<li>${state(build.status, { word: false })}<a href="/builds/${build.executionId}">${build.projectName}</a> <span class="mono quiet">${ref(build.gitRef)}</span>
  <span class="span">${build.endTime ? time(build.endTime) : html`<live-span .start=${build.startTime}></live-span>`}${build.endTime ? nothing : pace(build)}</span></li>`;
define("agent-runs", AgentRuns);
