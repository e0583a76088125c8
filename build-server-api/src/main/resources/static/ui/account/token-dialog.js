import { html } from "../core/element.js";
import { post } from "../core/api.js";
import { exact } from "../core/format.js";
import { ROLES, may } from "../core/session.js";
import { actingDialog, copy } from "../shared/dialogs.js";

const DAYS = [7, 30, 90, 180, 365];
const USUAL = 90;

/** Makes an API token and shows it, this once; `done` is called when there is one more. */
export function openToken(done) {
  let made = null;
  actingDialog("Make an API token", (act, close) => (made ? result(made, close) : html`
    <form @submit=${(event) => {
      event.preventDefault();
      const { name, role, days } = event.target.elements;
      act(async () => {
        made = await post("/api/v1/auth/tokens", { name: name.value.trim(), role: role.value, validFor: `P${days.value}D` });
        done();
        return false;
      });
    }}>
      <div class="fields"><label>What it is for<input name="name" required maxlength="100" autofocus autocomplete="off" placeholder="nightly builds"></label>
        <label>Role: what it may do at most<select name="role">${ROLES.filter(may).map((role) => html`<option>${role}</option>`)}</select></label>
        <label>Expires after<select name="days">${DAYS.map((days) => html`<option value=${days} ?selected=${days === USUAL}>${days} days</option>`)}</select></label></div>
      <p class="quiet">Developers start builds and read everything; BuildMasters also cancel builds and manage agents.</p>
      <div class="actions"><button type="button" @click=${close}>Cancel</button><button type="submit" class="primary">Make the token</button></div></form>`), { wide: true });
}

/** Names a variable, so that the token stays out of scripts and of the shell's history. */
const commandOf = () => `curl -fsS ${location.origin}/api/v1/auth/me -H "Authorization: Bearer $TOKEN"`;

function result({ token, details }, close) {
  return html`<p>This is the token. Keep it where secrets are kept: it is not shown again.</p>
    <pre class="command token" tabindex="0" aria-label="The token">${token}</pre>
    <p>A script that has it in the variable <code>TOKEN</code> asks with it for whom it acts by</p>
    <pre class="command" tabindex="0" aria-label="The command">${commandOf()}</pre>
    <p class="quiet">It expires on ${exact(details.expiresAt)}.</p>
    <div class="actions"><button type="button" @click=${close}>Done</button><button type="button" @click=${() => copy(commandOf())}>Copy the command</button><button type="button" class="primary" @click=${() => copy(token)}>Copy the token</button></div>`;
}
