import { signIn } from "../shared/api.js";
import { el, problem } from "../shared/dom.js";

/** Asks for name and password, then calls `done`. */
export function loginView(done) {
  const message = el("div");
  const submit = el("button", { class: "primary", type: "submit" }, "Sign in");
  const form = el("form", { class: "card narrow", onsubmit },
    el("h1", {}, "Sign in"),
    el("label", {}, "User name", el("input", { name: "username", autocomplete: "username", required: true, autofocus: true })),
    el("label", {}, "Password", el("input", { name: "password", type: "password", autocomplete: "current-password", required: true })),
    submit, message);

  async function onsubmit(event) {
    event.preventDefault();
    submit.disabled = true;
    try {
      await signIn(form.elements.username.value, form.elements.password.value);
      done();
    } catch (error) {
      message.replaceChildren(problem(error));
      submit.disabled = false;
    }
  }
  return form;
}
