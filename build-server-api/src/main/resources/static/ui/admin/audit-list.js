import { View, define, html, nothing } from "../core/element.js";
import { get, query } from "../core/api.js";
import { empty, shown, time } from "../shared/parts.js";

/** An action on a build, which is named by its id. */
const BUILD = /\bbuilds?\b.* [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Who did what, the newest first. */
class AuditList extends View {
  static properties = { entries: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.user = "";
    this.read();
  }

  async read(before) {
    await this.attempt(async () => {
      const page = await get(`/api/v1/audit${query({ user: this.user, before })}`, this.leaving);
      this.entries = before ? [...this.entries, ...page.entries] : page.entries;
      this.next = page.next;
      this.hasContent = true;
    });
  }

  render() {
    return shown(this, () => html`<p class="above"><input type="search" aria-label="Filter by user" placeholder="Filter by user" @change=${(event) => { this.user = event.target.value.trim(); this.read(); }}></p>
      ${this.entries.length ? html`<div class="scroll-x card" tabindex="0" role="region" aria-label="Audit"><table><thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th><th scope="col">To what</th></tr></thead>
        <tbody>${this.entries.map((entry) => html`<tr><td class="nowrap">${time(entry.at)}</td><td><strong>${entry.username}</strong></td><td title=${entry.request}>${entry.action}</td><td class="cut" title=${entry.target}>${BUILD.test(`${entry.action} ${entry.target}`) ? html`<a class="mono" href="/builds/${entry.target}">${entry.target}</a>` : entry.target}</td></tr>`)}</tbody></table></div>
        ${this.next ? html`<button type="button" @click=${() => this.read(this.next)}>Show older entries</button>` : nothing}`
        : empty("Nothing yet", this.user ? "This user changed nothing." : "What BuildMasters and Admins change, and tokens that are made, is listed here.")}
      <p class="quiet">Entries are added by the server when something was changed; nobody can change or delete them.</p>`);
  }
}
define("audit-list", AuditList);
