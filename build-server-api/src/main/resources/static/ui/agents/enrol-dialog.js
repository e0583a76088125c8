import { html } from "../core/element.js";
import { post } from "../core/api.js";
import { actingDialog, copy } from "../shared/dialogs.js";
import { PLACES } from "./enrol-commands.js";

/** Makes an enrolment token, and shows the command that uses it; the token is shown this once. */
export function openEnrol() {
  let made = null;
  let place = PLACES[0];
  actingDialog("Add an agent", (act, close, draw) => (made ? result(made, place, close) : html`
    <form @submit=${(event) => {
      event.preventDefault();
      const { description, reusable } = event.target.elements;
      act(async () => {
        made = await post("/api/v1/enrolment-tokens", { description: description.value.trim(), targetType: place.pool, reusable: reusable.checked });
        return false;
      });
    }}>
      <fieldset class="choice"><legend>Where it is to run</legend>${PLACES.map((one) => html`<label class="check"><input type="radio" name="place" .checked=${one === place} @change=${() => { place = one; draw(); }}>${one.name}</label>`)}</fieldset>
      <p class="quiet">${place.needs}</p>
      <div class="fields"><label>What it is for<input name="description" required maxlength="200" placeholder="${place.name} agents of the new rack"></label></div>
      <label class="check"><input type="checkbox" name="reusable" .checked=${Boolean(place.reusable)}>For several agents</label>
      <div class="actions"><button type="button" @click=${close}>Cancel</button><button type="submit" class="primary">Make the command</button></div></form>`), { wide: true });
}

function result(made, place, close) {
  const command = place.command(made.token, location.origin);
  return html`<p>Run this where the agent is to build. ${place.needs}</p>
    <pre class="command" tabindex="0">${command}</pre>
    <p class="quiet">The token works ${made.reusable ?? made.details?.reusable ? "until it expires" : "once"} and is not shown again. The agent appears here within seconds; it asks the server for work, so that no port has to be open on it.</p>
    <div class="actions"><button type="button" @click=${close}>Done</button><button type="button" class="primary" @click=${() => copy(command)}>Copy</button></div>`;
}
