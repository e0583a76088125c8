import { View, define, html, nothing } from "../core/element.js";
import { get, query } from "../core/api.js";
import { ref } from "../core/format.js";
import { copy } from "../shared/dialogs.js";
import { empty, shown, state, time } from "../shared/parts.js";
import { limitText, openLimit } from "./limit-dialog.js";

/** Everything that was ever built: how it stands, its share of the agents and its limits. */
class ProjectList extends View {
  static properties = { projects: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.text = "";
    this.read();
  }

  async read(after = "") {
    await this.attempt(async () => {
      const [page, { limits }] = await Promise.all([get(`/api/v1/projects${query({ search: this.text, after })}`, this.leaving), get("/api/v1/queue-limits", this.leaving)]);
      this.limits = new Map(limits.filter(({ kind }) => kind === "project").map((limit) => [limit.name, limit]));
      this.projects = after ? [...this.projects, ...page.projects] : page.projects;
      this.complete = page.complete;
      this.hasContent = true;
    });
  }

  render() {
    return shown(this, () => html`<p class="above"><input type="search" aria-label="Filter by name" placeholder="Filter by name" @change=${(event) => { this.text = event.target.value.trim(); this.read(); }}></p>
      ${this.projects.length ? html`<div class="scroll-x card" tabindex="0" role="region" aria-label="Projects"><table><thead><tr><th scope="col">Project</th><th scope="col">Latest build</th><th scope="col">Last green</th><th scope="col" class="right">Weight</th><th scope="col">Limit</th><th scope="col"><span class="unseen">Actions</span></th></tr></thead>
        <tbody>${this.projects.map((project) => this.row(project))}</tbody></table></div>
        ${this.complete ? nothing : html`<button type="button" @click=${() => this.read(this.projects.at(-1).name)}>Show more projects</button>`}`
        : empty("No project", this.text ? "None has this in its name." : "A project is there once it was built.")}
      <p class="quiet">A build begins with what the latest build of its project asked for. Weight is a project's share among those that wait for the same agents.</p>`);
  }

  row(project) {
    const limit = this.limits.get(project.name);
    const badge = `${location.origin}/badges/${encodeURIComponent(project.name)}.svg`;
    return html`<tr><td><a href=${`/builds${query({ project: project.name })}`}><strong>${project.name}</strong></a></td>
      <td><a class="latest" href="/builds/${project.latestBuild}">${state(project.status)}</a> <span class="mono">${ref(project.gitRef)}</span> <span class="quiet">${time(project.createdAt)}</span></td>
      <td>${project.latestGreen ? time(project.latestGreen) : html`<span class="quiet">never</span>`}</td>
      <td class="right">${limit?.weight ?? 1}</td><td>${limitText(limit)}</td>
      <td class="right nowrap"><button type="button" class="plain small" aria-label="Change the limits of ${project.name}" @click=${() => openLimit("project", project.name, limit, () => this.read())}>Change</button>
        <button type="button" class="plain small" title=${badge} @click=${() => copy(`![build](${badge})`, "Copied; badges must be opened by the setting build-server.badges.open")}>Copy badge</button></td></tr>`;
  }
}
define("project-list", ProjectList);
