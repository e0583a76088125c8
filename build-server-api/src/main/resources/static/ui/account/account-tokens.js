import { View, define, html } from "../core/element.js";
import { get, remove } from "../core/api.js";
import { title } from "../core/tab.js";
import { empty, shown } from "../shared/parts.js";
import { openToken } from "./token-dialog.js";
import { tokenTable } from "./token-table.js";

/** One's own API tokens. */
class AccountTokens extends View {
  static properties = { address: {}, tokens: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.read();
  }

  async read() {
    await this.attempt(async () => {
      this.tokens = (await get("/api/v1/auth/tokens", this.leaving)).tokens;
      this.hasContent = true;
    });
  }

  render() {
    title("API tokens");
    return html`<div class="view-head"><h1>API tokens</h1></div>
      ${shown(this, () => html`<p class="above"><button type="button" class="primary" @click=${() => openToken(() => this.read())}>Make a token</button></p>
        ${this.tokens.length ? tokenTable(this.tokens, { revoke: async ({ id }) => { await remove(`/api/v1/auth/tokens/${id}`); await this.read(); } })
          : empty("No tokens", "A token lets a script start builds without your password.")}
        <p class="quiet">With a token, scripts and other systems use the API for you. It may do what both its role and yours allow, but no token makes tokens or changes users or passwords.</p>`)}`;
  }
}
define("account-tokens", AccountTokens);
