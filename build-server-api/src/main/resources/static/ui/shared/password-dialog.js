import { html, nothing } from "../core/element.js";
import { patch, post } from "../core/api.js";
import { actingDialog, toast } from "./dialogs.js";

const SHORTEST = 12;

/** Asks for another password: one's own, which takes the present one, or that of `user`. Either way the sessions of its owner end. */
export function openPassword(user = null, done = () => null) {
  actingDialog(user ? `New password of ${user.username}` : "Change your password", (act, close) => html`<form @submit=${(event) => {
    event.preventDefault();
    const { present, next } = event.target.elements;
    act(async () => {
      if (user) await patch(`/api/v1/users/${user.id}`, { password: next.value });
      else await post("/api/v1/auth/password", { currentPassword: present.value, newPassword: next.value });
      toast(user ? `${user.username} has a new password` : "Sign in with the new password");
      done();
    });
  }}>
    <div class="fields">${user ? nothing : html`<label>Present password<input name="present" type="password" required autocomplete="current-password"></label>`}
      <label>New password<input name="next" type="password" required minlength=${SHORTEST} autocomplete="new-password"></label></div>
    <p class="quiet">${user ? "Sessions of this user end." : "All your sessions end, this one included."}</p>
    <div class="actions"><button type="button" @click=${close}>Cancel</button><button type="submit" class="primary">Change</button></div></form>`);
}
