import { View, define, html, nothing } from "../core/element.js";
import { may } from "../core/session.js";
import { title } from "../core/tab.js";
import { showCurrent } from "../shared/parts.js";
import "./api-token-list.js";
import "./audit-list.js";
import "./enrolment-tokens.js";
import "./pool-list.js";
import "./project-list.js";
import "./retention-plan.js";
import "./system-state.js";
import "./user-list.js";

const SECTIONS = [
  { name: "", label: "System", role: "BuildMaster", show: () => html`<system-state></system-state>` },
  { name: "pools", label: "Pools", role: "BuildMaster", show: () => html`<pool-list></pool-list>` },
  { name: "projects", label: "Projects", role: "BuildMaster", show: () => html`<project-list></project-list>` },
  { name: "tokens", label: "Enrolment tokens", role: "BuildMaster", show: () => html`<enrolment-tokens></enrolment-tokens>` },
  { name: "users", label: "Users", role: "Admin", show: () => html`<user-list></user-list>` },
  { name: "api-tokens", label: "API tokens", role: "Admin", show: () => html`<api-token-list></api-token-list>` },
  { name: "retention", label: "Retention", role: "Admin", show: () => html`<retention-plan></retention-plan>` },
  { name: "audit", label: "Audit", role: "Admin", show: () => html`<audit-list></audit-list>` },
];

/** What keeps the server running: its state, pools, projects and users, and who may enrol agents. */
class AdminView extends View {
  static properties = { address: {}, section: {} };

  updated() {
    showCurrent(this.querySelector(".tabs"));
  }

  render() {
    title("Administration");
    const offered = SECTIONS.filter(({ role }) => may(role));
    return html`<div class="view-head"><h1>Administration</h1></div>
      <nav class="tabs" aria-label="Administration">${offered.map(({ name, label }) => html`
        <a href="/admin${name ? `/${name}` : ""}" aria-current=${name === this.section ? "page" : nothing}>${label}</a>`)}</nav>
      ${(offered.find(({ name }) => name === this.section) ?? offered[0]).show()}`;
  }
}
define("admin-view", AdminView);
