/** Asks and tells, with the browser's own dialogs, which keep the focus and close with Escape. */
import { html, nothing } from "../core/element.js";
import { render } from "../lib/lit-html/lit-html.js";
import { problemBox } from "./parts.js";

/** Shows `content(close)` in a dialog until it is closed. */
export function dialog(title, content, { wide = false } = {}) {
  const element = document.createElement("dialog");
  element.className = wide ? "wide" : "";
  element.setAttribute("aria-label", title);
  const close = () => element.close();
  const draw = () => render(html`<header><h2>${title}</h2><button type="button" class="plain" aria-label="Close" @click=${close}>✕</button></header>
    <div class="dialog-body">${content(close, draw)}</div>`, element);
  draw();
  document.body.append(element);
  element.addEventListener("close", () => element.remove());
  element.showModal();
  return element;
}

/**
 * Shows `content(act, close)` in a dialog. `act(work)` does something and closes it, or shows above the content why that failed; work
 * that returns false leaves the dialog open.
 */
export function actingDialog(title, content, options) {
  let problem = null;
  return dialog(title, (close, draw) => {
    const act = async (work) => {
      problem = null;
      try {
        if (await work() !== false) close();
      } catch (failure) {
        problem = failure;
      }
      draw();
    };
    return html`${problem ? problemBox(problem) : nothing}${content(act, close, draw)}`;
  }, options);
}

/** Asks before `action`, which cannot be undone; shows why it failed, if it does. */
export const confirm = (title, sentence, label, action) => actingDialog(title, (act, close) => html`<p>${sentence}</p>
  <div class="actions"><button type="button" @click=${close}>Keep</button>
  <button type="button" class="danger" @click=${() => act(async () => { await action(); })}>${label}</button></div>`);

/** Asks for one line of text, and hands it to `action` unless it is empty. */
export function ask(title, label, button, action) {
  return dialog(title, (close) => html`<form @submit=${(event) => {
    event.preventDefault();
    const text = event.target.elements.text.value.trim();
    close();
    if (text) action(text);
  }}><div class="fields"><label>${label}<input name="text" required maxlength="60" autofocus></label></div>
    <div class="actions"><button type="button" @click=${close}>Cancel</button><button type="submit" class="primary">${button}</button></div></form>`);
}

/** Says something for a few seconds. */
export function toast(sentence, kind = "") {
  const box = document.querySelector(".toasts") ?? document.body.appendChild(Object.assign(document.createElement("div"), { className: "toasts" }));
  box.setAttribute("role", "status");
  const note = Object.assign(document.createElement("p"), { className: `toast ${kind}`, textContent: sentence });
  box.append(note);
  setTimeout(() => note.remove(), 4500);
}

export async function copy(text, what = "Copied") {
  try {
    await navigator.clipboard.writeText(text);
    toast(what);
  } catch {
    toast("The browser does not allow copying here.", "bad");
  }
}
