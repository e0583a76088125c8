import { html, nothing } from "../core/element.js";
import { confirm } from "../shared/dialogs.js";
import { tag, time } from "../shared/parts.js";

const SOON = 7 * 86_400_000;

function standing({ expiresAt }) {
  const left = new Date(expiresAt) - Date.now();
  if (left < 0) return tag("expired");
  return left < SOON ? tag("expires soon", "warn") : tag("valid", "good");
}

const ask = (token, revoke) => confirm(`Revoke ${token.name}?`, "Whatever uses the token is refused from the next request on.", "Revoke", () => revoke(token));

/** API tokens, without the tokens themselves; with their owners where they are of several. */
export const tokenTable = (tokens, { revoke, owners = false }) => html`<div class="scroll-x card" tabindex="0" role="region" aria-label="API tokens"><table><thead><tr><th scope="col">For</th>${owners ? html`<th scope="col">Owner</th>` : nothing}<th scope="col">Role</th><th scope="col">State</th><th scope="col">Made</th><th scope="col">Last used</th><th scope="col">Expires</th><th scope="col"><span class="unseen">Actions</span></th></tr></thead>
  <tbody>${tokens.map((token) => html`<tr><td><strong>${token.name}</strong></td>${owners ? html`<td>${token.username}</td>` : nothing}<td>${token.role}</td><td class="nowrap">${standing(token)}</td>
    <td class="nowrap">${time(token.createdAt)}</td><td class="nowrap">${token.lastUsedAt ? time(token.lastUsedAt) : html`<span class="quiet">never</span>`}</td><td class="nowrap">${time(token.expiresAt)}</td>
    <td class="right"><button type="button" class="plain danger-text" aria-label="Revoke ${token.name}${owners ? ` of ${token.username}` : ""}" @click=${() => ask(token, revoke)}>Revoke</button></td></tr>`)}</tbody></table></div>`;
