import { View, define, html, nothing } from "../core/element.js";
import { get, query } from "../core/api.js";
import { ref } from "../core/format.js";
import { ask, copy } from "../shared/dialogs.js";
import { empty, shown, state, tag, time } from "../shared/parts.js";
import { openDefaults } from "./defaults-dialog.js";
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
      const [page, { limits }, { projects: defaults }] = await Promise.all([get(`/api/v1/projects${query({ search: this.text, after })}`, this.leaving), get("/api/v1/queue-limits", this.leaving), get("/api/v1/project-defaults", this.leaving)]);
      this.defaults = new Map(defaults.map((one) => [one.project, one.defaults]));
      this.limits = new Map(limits.filter(({ kind }) => kind === "project").map((limit) => [limit.name, limit]));
      this.projects = after ? [...this.projects, ...page.projects] : page.projects;
      this.complete = page.complete;
      this.hasContent = true;
    });
  }

  setDefaults(project) {
    openDefaults(project, this.defaults.get(project) ?? {}, () => this.read());
  }

  /** Defaults of projects that nobody has built yet. */
  unbuilt() {
    const built = new Set(this.projects.map(({ name }) => name));
    const names = this.complete && !this.text ? [...this.defaults.keys()].filter((name) => !built.has(name)) : [];
    return names.length ? html`<p>Defaults of projects without builds: ${names.map((name) => html`<button type="button" class="plain small" aria-label="Change the defaults of ${name}" @click=${() => this.setDefaults(name)}>${name}</button> `)}</p>` : nothing;
  }

  render() {
    return shown(this, () => html`<p class="above"><input type="search" aria-label="Filter by name" placeholder="Filter by name" @change=${(event) => { this.text = event.target.value.trim(); this.read(); }}>
      <button type="button" @click=${() => ask("Defaults of a project", "Project", "Next", (name) => this.setDefaults(name))}>Set defaults of a new project</button></p>
      ${this.projects.length ? html`<div class="scroll-x card" tabindex="0" role="region" aria-label="Projects"><table><thead><tr><th scope="col">Project</th><th scope="col">Latest build</th><th scope="col">Last green</th><th scope="col" class="right">Weight</th><th scope="col">Limit</th><th scope="col"><span class="unseen">Actions</span></th></tr></thead>
        <tbody>${this.projects.map((project) => this.row(project))}</tbody></table></div>
        ${this.complete ? nothing : html`<button type="button" @click=${() => this.read(this.projects.at(-1).name)}>Show more projects</button>`}`
        : empty("No project", this.text ? "None has this in its name." : "A project is there once it was built.")}
      ${this.unbuilt()}
      <p class="quiet">A request may leave out what the defaults of its project give. Weight is a project's share among those that wait for the same agents.</p>`);
  }

  row(project) {
    const limit = this.limits.get(project.name);
    const badge = `${location.origin}/badges/${encodeURIComponent(project.name)}.svg`;
    return html`<tr><td><a href=${`/builds${query({ project: project.name })}`}><strong>${project.name}</strong></a> ${this.defaults.has(project.name) ? tag("defaults") : nothing}</td>
      <td><a class="latest" href="/builds/${project.latestBuild}">${state(project.status)}</a> <span class="mono">${ref(project.gitRef)}</span> <span class="quiet">${time(project.createdAt)}</span></td>
      <td>${project.latestGreen ? time(project.latestGreen) : html`<span class="quiet">never</span>`}</td>
      <td class="right">${limit?.weight ?? 1}</td><td>${limitText(limit)}</td>
      <td class="right nowrap"><button type="button" class="plain small" aria-label="Change the limits of ${project.name}" @click=${() => openLimit("project", project.name, limit, () => this.read())}>Limits</button>
        <button type="button" class="plain small" aria-label="Change the defaults of ${project.name}" @click=${() => this.setDefaults(project.name)}>Defaults</button>
        <button type="button" class="plain small" title=${badge} @click=${() => copy(`![build](${badge})`, "Copied; badges must be opened by the setting build-server.badges.open")}>Copy badge</button></td></tr>`;
  }
}
define("project-list", ProjectList);
