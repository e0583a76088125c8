/** Names of projects to choose from in an input; asked for when somebody is about to choose. */
import { View, define, html } from "../core/element.js";
import { get, query } from "../core/api.js";

const MOST = 500;

/** The latest build of a project with just this name, or null. */
export async function latestOf(name) {
  const { projects } = await get(`/api/v1/projects${query({ search: name, limit: MOST })}`);
  return projects.find((project) => project.name === name)?.latestBuild ?? null;
}

/** The list of the input before it, which names it by `list`. */
class KnownProjects extends View {
  static properties = { list: {}, names: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.names = [];
    this.on(this.previousElementSibling ?? this, "focus", this.read);
  }

  async read() {
    this.reading ??= get(`/api/v1/projects${query({ limit: MOST })}`, this.leaving);
    this.names = (await this.reading.catch(() => ({ projects: [] }))).projects.map(({ name }) => name);
  }

  render() {
    return html`<datalist id=${this.list}>${this.names.map((name) => html`<option value=${name}></option>`)}</datalist>`;
  }
}
define("known-projects", KnownProjects);
