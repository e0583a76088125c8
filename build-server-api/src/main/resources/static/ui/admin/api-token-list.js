import { View, define, html, nothing } from "../core/element.js";
import { get, query, remove } from "../core/api.js";
import { tokenTable } from "../account/token-table.js";
import { empty, shown } from "../shared/parts.js";

/** The API tokens of all users. */
class ApiTokenList extends View {
  static properties = { tokens: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.user = "";
    this.read();
  }

  async read() {
    await this.attempt(async () => {
      const { tokens, complete } = await get(`/api/v1/api-tokens${query({ user: this.user })}`, this.leaving);
      this.tokens = tokens;
      this.complete = complete;
      this.hasContent = true;
    });
  }

  render() {
    return shown(this, () => html`<p class="above"><input type="search" aria-label="Filter by user" placeholder="Filter by user" @change=${(event) => { this.user = event.target.value.trim(); this.read(); }}></p>
      ${this.tokens.length ? tokenTable(this.tokens, { owners: true, revoke: async ({ id }) => { await remove(`/api/v1/api-tokens/${id}`); await this.read(); } })
        : empty("No tokens", this.user ? "This user has none." : "Users make them for their scripts, from the menu under their names.")}
      ${this.complete ? nothing : html`<p class="quiet">These are the newest ${this.tokens.length}; filter by user for the others.</p>`}`);
  }
}
define("api-token-list", ApiTokenList);
