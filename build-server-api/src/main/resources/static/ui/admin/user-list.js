import { View, define, html, nothing } from "../core/element.js";
import { get, patch, post, remove } from "../core/api.js";
import { ROLES, me } from "../core/session.js";
import { actingDialog, confirm, toast } from "../shared/dialogs.js";
import { openPassword } from "../shared/password-dialog.js";
import { shown, tag, time } from "../shared/parts.js";

/** Who may use the server, and as what. */
class UserList extends View {
  static properties = { users: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.read();
  }

  async read() {
    await this.attempt(async () => {
      this.users = (await get("/api/v1/users", this.leaving)).users;
      this.hasContent = true;
    });
  }

  async change(user, changes) {
    try {
      await patch(`/api/v1/users/${user.id}`, changes);
      toast(`${user.username} changed`);
    } catch (problem) {
      toast(problem.message, "bad");
    }
    await this.read();
  }

  add() {
    actingDialog("Add a user", (act, close) => html`<form @submit=${(event) => {
      event.preventDefault();
      const { username, password, role } = event.target.elements;
      act(async () => {
        await post("/api/v1/users", { username: username.value, password: password.value, role: role.value });
        await this.read();
      });
    }}>
      <div class="fields"><label>User name<input name="username" required autocomplete="off"></label>
      <label>Password<input name="password" type="password" required minlength="12" autocomplete="new-password"></label>
      <label>Role<select name="role">${ROLES.map((role) => html`<option>${role}</option>`)}</select></label></div>
      <div class="actions"><button type="button" @click=${close}>Cancel</button><button type="submit" class="primary">Add</button></div></form>`);
  }

  render() {
    return shown(this, () => html`<p class="above"><button type="button" class="primary" @click=${this.add}>Add a user</button></p>
      <div class="scroll-x card" tabindex="0" role="region" aria-label="Users"><table><thead><tr><th scope="col">Name</th><th scope="col">Role</th><th scope="col">Signed in</th><th scope="col">Added</th><th scope="col"><span class="unseen">Actions</span></th></tr></thead>
      <tbody>${this.users.map((user) => html`<tr><td><strong>${user.username}</strong> ${user.id === me()?.id ? tag("you") : nothing}${user.enabled ? nothing : tag("disabled", "warn")}</td>
        <td><select aria-label="Role of ${user.username}" @change=${(event) => this.change(user, { role: event.target.value })}>${ROLES.map((role) => html`<option ?selected=${role === user.role}>${role}</option>`)}</select></td>
        <td>${user.lastLoginAt ? time(user.lastLoginAt) : html`<span class="quiet">never</span>`}</td><td>${time(user.createdAt)}</td>
        <td class="right"><button type="button" class="plain" @click=${() => this.change(user, { enabled: !user.enabled })}>${user.enabled ? "Disable" : "Enable"}</button>
          ${user.id === me()?.id ? nothing : html`<button type="button" class="plain" @click=${() => openPassword(user)}>New password</button>`}
          <button type="button" class="plain danger-text" @click=${() => confirm(`Remove ${user.username}?`, "Their sessions end at once; what they built stays.", "Remove the user", async () => { await remove(`/api/v1/users/${user.id}`); await this.read(); })}>Remove</button></td></tr>`)}</tbody></table></div>`);
  }
}
define("user-list", UserList);
