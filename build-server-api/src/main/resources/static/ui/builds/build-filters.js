import { View, define, html, nothing } from "../core/element.js";
import { prefer, preference } from "../core/preferences.js";
import { setParameters } from "../core/router.js";
import { ask } from "../shared/dialogs.js";
import "../shared/known-projects.js";
import { FIELDS, STATUSES, STRATEGIES } from "./filter.js";

/** What is wanted of the list; every change is an address that can be shared, and can be kept under a name. */
class BuildFilters extends View {
  static properties = { filter: {}, open: { state: true } };

  change(name) {
    return (event) => setParameters({ [name]: event.target.value.trim() });
  }

  toggle(status) {
    const now = this.filter.status ?? [];
    setParameters({ status: now.includes(status) ? now.filter((other) => other !== status) : [...now, status] });
  }

  keep() {
    ask("Keep this filter", "Its name", "Keep", (name) => {
      prefer("filters", [...preference("filters", []).filter((saved) => saved.name !== name), { name, search: location.search }]);
      this.requestUpdate();
    });
  }

  forget(name) {
    prefer("filters", preference("filters", []).filter((saved) => saved.name !== name));
    this.requestUpdate();
  }

  render() {
    const filter = this.filter ?? {};
    const saved = preference("filters", []);
    return html`<form class="filters" role="search" aria-label="Filter builds" @submit=${(event) => event.preventDefault()}>
      <input name="search" type="search" aria-label="Search builds" placeholder="Search builds" .value=${filter.search ?? ""} @change=${this.change("search")}>
      <input name="project" type="search" list="known-projects" aria-label="Project" placeholder="Project" .value=${filter.project ?? ""} @change=${this.change("project")}>
      <known-projects .list=${"known-projects"}></known-projects>
      <input name="branch" type="search" aria-label="Branch, tag or commit" placeholder="Branch" .value=${filter.branch ?? ""} @change=${this.change("branch")}>
      <div class="chips" role="group" aria-label="Status">${STATUSES.map((status) => html`<button type="button" class="chip"
        aria-pressed=${filter.status?.includes(status) ? "true" : "false"} @click=${() => this.toggle(status)}>${status === "TimedOut" ? "Timed out" : status}</button>`)}</div>
      <details class="menu more-filters"><summary>More</summary><div class="menu-items">
        <label>Agent<input name="agent" .value=${filter.agent ?? ""} @change=${this.change("agent")}></label>
        <label>Requester<input name="requester" .value=${filter.requester ?? ""} @change=${this.change("requester")}></label>
        <label>Strategy<select @change=${this.change("strategy")} .value=${filter.strategy ?? ""}><option value="">any</option>
          ${STRATEGIES.map((strategy) => html`<option value=${strategy} ?selected=${filter.strategy === strategy}>${strategy}</option>`)}</select></label>
        <label>From<input type="datetime-local" .value=${local(filter.from)} @change=${(event) => setParameters({ from: iso(event.target.value) })}></label>
        <label>To<input type="datetime-local" .value=${local(filter.to)} @change=${(event) => setParameters({ to: iso(event.target.value) })}></label>
        <button type="button" @click=${this.keep}>Keep this filter</button></div></details>
      ${Object.keys(filter).length ? html`<button type="button" class="plain" @click=${() => setParameters(Object.fromEntries(FIELDS.map((name) => [name, null])))}>Clear</button>` : nothing}
    </form>
    ${saved.length ? html`<nav class="saved" aria-label="Kept filters">${saved.map(({ name, search }) => html`<span class="chip-link"><a href="/builds${search}">${name}</a>
      <button type="button" class="plain" aria-label="Forget ${name}" @click=${() => this.forget(name)}>✕</button></span>`)}</nav>` : nothing}`;
  }
}

const iso = (value) => (value ? new Date(value).toISOString() : null);

function local(value) {
  if (!value) return "";
  const date = new Date(value);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
define("build-filters", BuildFilters);
