import { View, define, html, nothing } from "../core/element.js";
import { get } from "../core/api.js";
import { plural, seconds, span } from "../core/format.js";
import { empty, shown, tag } from "../shared/parts.js";
import { outcome, outcomeOf } from "./outcomes.js";
import { isEnded } from "./result.js";
import { openWhy } from "./why-built.js";
import "./project-graph.js";

const PAGE = 200;

/** The projects of the solution: what the cache spared each, what that saved, and why the others were built. */
class BuildProjects extends View {
  static properties = { build: {}, items: { state: true } };

  willUpdate(changed) {
    if (!changed.has("build")) return;
    const { executionId, status } = this.build;
    // While it runs each change may be one of its projects; the build itself is read anew with each.
    const key = `${executionId} ${status}`;
    if (key === this.key && isEnded(this.build)) return;
    this.key = key;
    this.again();
  }

  /** Reads, and once more if something changed meanwhile, but not twice at once. */
  async again() {
    this.stale = true;
    if (this.reading) return;
    this.reading = true;
    while (this.stale) {
      this.stale = false;
      await this.read();
    }
    this.reading = false;
  }

  async read() {
    const path = `/api/v1/builds/${this.build.executionId}`;
    await this.attempt(async () => {
      const [page, graph] = await Promise.all([
        get(`${path}/projects?limit=${PAGE}`, this.leaving), get(`${path}/graph`, this.leaving).catch(() => ({ nodes: [] }))]);
      const items = [...page.items];
      let { next } = page.links;
      // As many as were shown before.
      while (next && items.length < (this.items?.length ?? 0)) {
        const more = await get(next, this.leaving);
        items.push(...more.items);
        next = more.links.next;
      }
      this.nodes = graph.nodes.map((node) => ({ ...node, outcome: outcomeOf(node) }));
      this.items = items;
      this.next = next;
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
          : "What becomes of each project is told as soon as an agent knows what must be built.");
      }
      const saved = items.reduce((sum, project) => sum + (project.secondsSaved ?? 0), 0);
      const count = (...outcomes) => items.filter((project) => outcomes.includes(outcomeOf(project))).length;
      const spared = count("Full", "Compile");
      const failed = count("Failed");
      const open = count("Waiting", "Building");
      return html`<ul class="figures"><li><strong>${spared} of ${items.length}${this.next ? "+" : ""}</strong> projects spared</li>
          <li><strong class=${saved ? "good" : ""}>${saved ? span(saved) : "0 s"}</strong> of building saved</li>
          <li><strong>${count("Miss")}</strong> built anew</li>${failed ? html`<li><strong class="bad">${failed}</strong> with errors</li>` : nothing}${open
            ? html`<li><strong>${count("Building")}</strong> being built, <strong>${count("Waiting")}</strong> to come</li>` : nothing}</ul>
        ${this.nodes.length > 1 ? html`<project-graph class="card" .nodes=${this.nodes}></project-graph>` : nothing}
        <div class="scroll-x card" tabindex="0" role="region" aria-label="Projects"><table><thead><tr><th scope="col">Project</th><th scope="col">Result</th><th scope="col" class="right">Time</th><th scope="col" class="right">Saved</th><th scope="col">Agent</th><th scope="col"><span class="unseen">Why</span></th></tr></thead>
        <tbody>${items.map((project) => this.row(project))}</tbody></table></div>
        ${this.next ? html`<button type="button" @click=${this.more}>Show more than ${plural(items.length, "project")}</button>` : nothing}`;
    });
  }

  row(project) {
    const { word, kind } = outcome(outcomeOf(project));
    return html`<tr><td>${project.project} <span class="quiet">${project.targetFramework}</span></td>
      <td>${tag(word, kind)}${project.sourceBuild && project.sourceBuild !== this.build.executionId ? html` <a href="/builds/${project.sourceBuild}">from an earlier build</a>` : nothing}</td>
      <td class="right">${seconds(project.duration) ? span(seconds(project.duration)) : ""}</td><td class="right">${project.secondsSaved ? span(project.secondsSaved) : ""}</td><td>${project.agent}</td>
      <td class="right"><button type="button" class="plain small" aria-label="Why ${project.project} is ${word}" @click=${() => openWhy(this.build, project)}>Why?</button></td></tr>`;
  }
}
define("build-projects", BuildProjects);
