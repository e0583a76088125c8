import { View, define, html, nothing } from "../core/element.js";
import { go } from "../core/router.js";
import { signIn } from "../core/session.js";
import { problemBox } from "../shared/parts.js";

/** Asks for name and password, and goes on to where somebody wanted to go. */
class SignIn extends View {
  static properties = { problem: { state: true }, busy: { state: true } };

  firstUpdated() {
    this.querySelector("input").focus();
  }

  async submit(event) {
    event.preventDefault();
    const { username, password } = event.target.elements;
    this.busy = true;
    try {
      await signIn(username.value, password.value);
      go(location.pathname + location.search, { replace: true });
    } catch (problem) {
      this.problem = problem;
      password.select();
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`<form class="card sign-in" @submit=${this.submit}>
      <img src="/favicon.svg" alt="" width="40" height="40">
      <h1>Sign in</h1>
      <label>User name<input name="username" autocomplete="username" autocapitalize="none" required></label>
      <label>Password<input name="password" type="password" autocomplete="current-password" required></label>
      ${this.problem ? problemBox(this.problem) : nothing}
      <button type="submit" class="primary" ?disabled=${this.busy}>${this.busy ? "Signing in…" : "Sign in"}</button>
    </form>`;
  }
}
define("sign-in", SignIn);
