import { View, define, html, nothing } from "../core/element.js";
import { get, getIfThere, query } from "../core/api.js";
import { plural, seconds, span } from "../core/format.js";
import { dialog } from "../shared/dialogs.js";
import { empty, problemBox, tag } from "../shared/parts.js";
import "./project-graph.js";

const HITS = { Full: ["put in place", "good"], Compile: ["not compiled", "good"], Miss: ["built", ""] };

export const hitWord = (hit) => HITS[hit]?.[0] ?? hit;

/** The projects of the solution: what the cache spared each, what that saved, and why the others were built. */
class BuildProjects extends View {
  static properties = { build: {}, projects: {}, graph: { state: true }, more: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    getIfThere(`/api/v1/builds/${this.build.executionId}/graph`, this.leaving).then((graph) => { this.graph = graph; }).catch(() => null);
  }

  async next() {
    const page = await get(this.more?.links.next ?? this.projects.links.next, this.leaving);
    this.more = { items: [...(this.more?.items ?? []), ...page.items], links: page.links };
  }

  /** Asks the server in which inputs the project differs from what the cache has. */
  why(project) {
    let answer = null;
    let problem = null;
    dialog(project.project, (close, draw) => {
      if (!answer && !problem) {
        get(`/api/v1/builds/${this.build.executionId}/cache/explain${query({ project: `${project.project}@${project.targetFramework}` })}`)
          .then((found) => { answer = found; }, (failure) => { problem = failure; }).then(draw);
        return html`<p class="quiet">Asking…</p>`;
      }
      if (problem) return problemBox(problem);
      return answer.explanations.map((one) => html`<p>${one.summary}</p>
        ${one.differences.length ? html`<table><thead><tr><th scope="col">Input</th><th scope="col">Kind</th><th scope="col">Change</th></tr></thead>
          <tbody>${one.differences.map((input) => html`<tr><td class="mono">${input.name}</td><td>${input.inputClass}</td><td>${input.change}</td></tr>`)}</tbody></table>` : nothing}
        ${one.moreDifferences ? html`<p class="quiet">and ${plural(one.moreDifferences, "further input")}</p>` : nothing}`);
    }, { wide: true });
  }

  render() {
    const items = [...(this.projects?.items ?? []), ...(this.more?.items ?? [])];
    if (!items.length) return empty("No projects", "They are told by the strategies that know the cache, once the agent has built.");
    const saved = items.reduce((sum, project) => sum + (project.secondsSaved ?? 0), 0);
    const spared = items.filter((project) => project.hit !== "Miss").length;
    return html`<p class="above">${spared} of ${plural(items.length, "project")} spared${saved ? html`, <strong class="good">${span(saved)}</strong> saved` : nothing}.</p>
      ${this.graph?.nodes?.length > 1 ? html`<project-graph class="card" .nodes=${this.graph.nodes}></project-graph>` : nothing}
      <div class="scroll-x card" tabindex="0" role="region" aria-label="Projects"><table><thead><tr><th scope="col">Project</th><th scope="col">Result</th><th scope="col" class="right">Time</th><th scope="col" class="right">Saved</th><th scope="col">Agent</th><th scope="col"><span class="unseen">Why</span></th></tr></thead>
      <tbody>${items.map((project) => html`<tr><td>${project.project} <span class="quiet">${project.targetFramework}</span></td>
        <td>${tag(hitWord(project.hit), HITS[project.hit]?.[1])}${project.sourceBuild ? html` <a href="/builds/${project.sourceBuild}">from</a>` : nothing}</td>
        <td class="right">${span(seconds(project.duration))}</td><td class="right">${project.secondsSaved ? span(project.secondsSaved) : ""}</td><td>${project.agent}</td>
        <td class="right"><button type="button" class="plain" aria-label="Why ${project.project} was ${hitWord(project.hit)}" @click=${() => this.why(project)}>Why?</button></td></tr>`)}</tbody></table></div>
      ${(this.more ?? this.projects).links?.next ? html`<button type="button" @click=${this.next}>Show more projects</button>` : nothing}`;
  }
}
define("build-projects", BuildProjects);
