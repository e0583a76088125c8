import { View, define, html, nothing } from "../core/element.js";
import { get } from "../core/api.js";
import { plural, seconds, span } from "../core/format.js";
import { empty, shown, tag } from "../shared/parts.js";
import { failedProjects, outcome, outcomeOf } from "./outcomes.js";
import { isEnded } from "./result.js";
import { openWhy } from "./why-built.js";
import "./project-graph.js";

/** The projects of the solution: what the cache spared each, what that saved, and why the others were built. */
class BuildProjects extends View {
  static properties = { build: {}, items: { state: true } };

  willUpdate(changed) {
    const key = `${this.build.executionId} ${this.build.status}`;
    if (!changed.has("build") || key === this.key) return;
    this.key = key;
    this.read();
  }

  async read() {
    const path = `/api/v1/builds/${this.build.executionId}`;
    await this.attempt(async () => {
      const [page, graph, errors] = await Promise.all([
        get(`${path}/projects?limit=200`, this.leaving), get(`${path}/graph`, this.leaving).catch(() => ({ nodes: [] })), get(`${path}/diagnostics?severity=Error&limit=500`, this.leaving)]);
      const failed = failedProjects(errors.items);
      this.failed = failed;
      this.nodes = graph.nodes.map((node) => ({ ...node, hit: outcomeOf(node.name.split("@")[0], node.hit, failed) }));
      this.items = page.items;
      this.next = page.links.next;
      this.hasContent = true;
    });
  }

  async more() {
    const page = await get(this.next, this.leaving);
    this.items = [...this.items, ...page.items];
    this.next = page.links.next;
  }

  render() {
    return shown(this, () => {
      const { items, build } = this;
      if (!items.length) {
        return empty("No projects", isEnded(build) ? "All strategies but Clean tell what became of each project; this build ended before, or was Clean."
          : "What became of each project is told when the agent has built them.");
      }
      const saved = items.reduce((sum, project) => sum + (project.secondsSaved ?? 0), 0);
      const spared = items.filter((project) => project.hit !== "Miss").length;
      return html`<ul class="figures"><li><strong>${spared} of ${items.length}${this.next ? "+" : ""}</strong> projects spared</li>
          <li><strong class=${saved ? "good" : ""}>${saved ? span(saved) : "0 s"}</strong> of building saved</li>
          <li><strong>${items.length - spared}</strong> built anew</li>${this.failed.size ? html`<li><strong class="bad">${this.failed.size}</strong> with errors</li>` : nothing}</ul>
        ${this.nodes.length > 1 ? html`<project-graph class="card" .nodes=${this.nodes}></project-graph>` : nothing}
        <div class="scroll-x card" tabindex="0" role="region" aria-label="Projects"><table><thead><tr><th scope="col">Project</th><th scope="col">Result</th><th scope="col" class="right">Time</th><th scope="col" class="right">Saved</th><th scope="col">Agent</th><th scope="col"><span class="unseen">Why</span></th></tr></thead>
        <tbody>${items.map((project) => this.row(project))}</tbody></table></div>
        ${this.next ? html`<button type="button" @click=${this.more}>Show more than ${plural(items.length, "project")}</button>` : nothing}`;
    });
  }

  row(project) {
    const { word, kind } = outcome(outcomeOf(project.project, project.hit, this.failed));
    return html`<tr><td>${project.project} <span class="quiet">${project.targetFramework}</span></td>
      <td>${tag(word, kind)}${project.sourceBuild && project.sourceBuild !== this.build.executionId ? html` <a href="/builds/${project.sourceBuild}">from an earlier build</a>` : nothing}</td>
      <td class="right">${span(seconds(project.duration))}</td><td class="right">${project.secondsSaved ? span(project.secondsSaved) : ""}</td><td>${project.agent}</td>
      <td class="right"><button type="button" class="plain small" aria-label="Why ${project.project} was ${word}" @click=${() => openWhy(this.build, project)}>Why?</button></td></tr>`;
  }
}
define("build-projects", BuildProjects);
