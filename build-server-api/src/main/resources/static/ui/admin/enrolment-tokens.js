import { View, define, html, nothing } from "../core/element.js";
import { get, remove } from "../core/api.js";
import { openEnrol } from "../agents/enrol-dialog.js";
import { confirm } from "../shared/dialogs.js";
import { empty, shown, tag, time } from "../shared/parts.js";

/** Tokens that let agents join, without the tokens themselves. */
class EnrolmentTokens extends View {
  static properties = { tokens: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.read();
    this.every(10_000, this.read);
  }

  async read() {
    await this.attempt(async () => {
      this.tokens = (await get("/api/v1/enrolment-tokens", this.leaving)).tokens;
      this.hasContent = true;
    });
  }

  state(token) {
    if (token.revokedAt) return tag("revoked");
    if (token.expiresAt && new Date(token.expiresAt) < Date.now()) return tag("expired");
    return !token.reusable && token.useCount > 0 ? tag("used") : tag("valid", "good");
  }

  render() {
    return shown(this, () => html`<p class="above"><button type="button" class="primary" @click=${openEnrol}>Add an agent</button></p>
      ${this.tokens.length ? html`<div class="scroll-x card" tabindex="0" role="region" aria-label="Enrolment tokens"><table><thead><tr><th scope="col">For</th><th scope="col">Pool</th><th scope="col">State</th><th scope="col" class="right">Used</th><th scope="col">Made by</th><th scope="col">Expires</th><th scope="col"><span class="unseen">Actions</span></th></tr></thead>
        <tbody>${this.tokens.map((token) => html`<tr><td>${token.description}</td><td>${token.targetType ?? "any"}</td><td>${this.state(token)}</td><td class="right">${token.useCount}</td>
          <td>${token.createdBy} ${time(token.createdAt)}</td><td>${time(token.expiresAt)}</td>
          <td class="right">${token.revokedAt ? nothing : html`<button type="button" class="plain danger-text" @click=${() => confirm("Revoke this token?", "Agents that joined with it stay.", "Revoke", async () => { await remove(`/api/v1/enrolment-tokens/${token.tokenId ?? token.id}`); await this.read(); })}>Revoke</button>`}</td></tr>`)}</tbody></table></div>`
        : empty("No tokens", "A token lets an agent join; it is made together with the command that uses it.")}`);
  }
}
define("enrolment-tokens", EnrolmentTokens);
