import { View, define, html, nothing } from "../core/element.js";
import { may } from "../core/session.js";
import { title } from "../core/tab.js";
import "./enrolment-tokens.js";
import "./system-state.js";
import "./user-list.js";

const SECTIONS = [
  { name: "", label: "System", role: "BuildMaster" },
  { name: "users", label: "Users", role: "Admin" },
  { name: "tokens", label: "Enrolment tokens", role: "BuildMaster" },
];

/** What keeps the server running: its state, its users, and who may enrol agents. */
class AdminView extends View {
  static properties = { address: {}, section: {} };

  render() {
    title("Administration");
    return html`<div class="view-head"><h1>Administration</h1></div>
      <nav class="tabs" aria-label="Administration">${SECTIONS.filter(({ role }) => may(role)).map(({ name, label }) => html`
        <a href="/admin${name ? `/${name}` : ""}" aria-current=${name === this.section ? "page" : nothing}>${label}</a>`)}</nav>
      ${this.section === "users" && may("Admin") ? html`<user-list></user-list>`
        : this.section === "tokens" ? html`<enrolment-tokens></enrolment-tokens>` : html`<system-state></system-state>`}`;
  }
}
define("admin-view", AdminView);
