import { View, define, html, nothing } from "../core/element.js";
import { seconds, span } from "../core/format.js";
import { empty, tag } from "../shared/parts.js";

/** The projects of the solution: what came from the cache, what was built and why. Shown where the server tells them. */
class BuildProjects extends View {
  static properties = { build: {}, projects: {} };

  render() {
    const items = this.projects?.projects ?? this.projects?.items ?? [];
    if (!items.length) return empty("No projects", "They are known once MSBuild has looked at the solution.");
    return html`<div class="scroll-x" tabindex="0" role="region" aria-label="Projects"><table><thead><tr><th scope="col">Project</th><th scope="col">Result</th><th scope="col" class="right">Time</th><th scope="col" class="right">Saved</th><th scope="col">Why</th></tr></thead>
      <tbody>${items.map((project) => html`<tr><td>${project.project ?? project.path ?? project.name} <span class="quiet">${project.targetFramework ?? ""}</span></td>
        <td>${tag(project.result ?? project.hit ?? project.state ?? project.status)}</td>
        <td class="right">${length(project.duration)}</td><td class="right">${length(project.saved ?? project.timeSaved)}</td><td>${project.reason ?? project.why ?? nothing}</td></tr>`)}</tbody></table></div>`;
  }
}

const length = (value) => (typeof value === "number" ? span(value) : span(seconds(value)));
define("build-projects", BuildProjects);
