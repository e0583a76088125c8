import { html, nothing } from "../core/element.js";
import { send } from "../core/api.js";
import { actingDialog, toast } from "../shared/dialogs.js";

const MOST_WEIGHT = 100;

/** Asks how much a project or pool may have, and sets it; `done` is called when it has changed. */
export function openLimit(kind, name, limit, done) {
  const path = `/api/v1/queue-limits/${kind}/${encodeURIComponent(name)}`;
  const change = async (method, body, sentence) => {
    await send(method, path, body);
    toast(sentence);
    done();
  };
  actingDialog(`Limits of ${name}`, (act, close) => {
    const submit = (event) => {
      event.preventDefault();
      const { weight, most } = event.target.elements;
      const body = { weight: Number(weight?.value ?? 1), ...(most.value === "" ? {} : { maxRunning: Number(most.value) }) };
      act(() => change("PUT", body, `${name} has new limits`));
    };
    return html`<form @submit=${submit}>
      <div class="fields">${kind === "project" ? html`<label>Weight: its share among projects that wait<input name="weight" type="number" min="1" max=${MOST_WEIGHT} required .defaultValue=${String(limit?.weight ?? 1)}></label>` : nothing}
        <label>Most that run at once; empty for as many as there are agents<input name="most" type="number" min="0" .defaultValue=${limit?.maxRunning === undefined || limit?.maxRunning === null ? "" : String(limit.maxRunning)}></label></div>
      <p class="quiet">What runs already goes on.</p>
      <div class="actions">${limit ? html`<button type="button" class="danger" @click=${() => act(() => change("DELETE", undefined, `${name} has no limits any more`))}>Take the limits away</button>` : nothing}
        <button type="button" @click=${close}>Cancel</button><button type="submit" class="primary">Set</button></div></form>`;
  });
}

export const limitText = (limit) => (limit?.maxRunning === undefined || limit?.maxRunning === null ? "no limit" : `${limit.maxRunning} at once`);
