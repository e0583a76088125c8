/** What a person may do to a build that waits; what this server has no route for is not offered. */
import { html, nothing } from "../core/element.js";
import { post } from "../core/api.js";
import { may } from "../core/session.js";
import { confirm, toast } from "../shared/dialogs.js";

const PRIORITIES = ["Low", "Normal", "High", "Critical"];

export function operations(build, entry, done) {
  if (!may("BuildMaster")) return nothing;
  const act = async (action, sentence) => {
    try {
      await action();
      toast(sentence);
    } catch (problem) {
      toast(problem.message, "bad");
    }
    done();
  };
  const queue = (operation, body, sentence) => () => act(() => post(`/api/v1/queue/${build.executionId}/${operation}`, body), sentence);
  const name = build.projectName;
  return html`<span class="row-actions">${entry ? html`
      <button type="button" class="plain" aria-label="Move ${name} to the front" @click=${queue("move", { to: "First" }, `${name} is next`)}>To the front</button>
      <button type="button" class="plain" aria-label="Move ${name} to the end" @click=${queue("move", { to: "Last" }, `${name} is last`)}>To the end</button>
      ${entry.moved ? html`<button type="button" class="plain" aria-label="Put ${name} back in its place" @click=${queue("move", { to: "Normal" }, `${name} is back in its place`)}>Back</button>` : nothing}
      ${entry.heldBy ? html`<button type="button" class="plain" aria-label="Release ${name}" @click=${queue("release", {}, `${name} may start`)}>Release</button>`
        : html`<button type="button" class="plain" aria-label="Hold ${name}" @click=${queue("hold", {}, `${name} is held back`)}>Hold</button>`}
      <select aria-label="Priority of ${name}" @change=${(event) => queue("priority", { priority: event.target.value }, `${name} has a new priority`)()}>
        ${PRIORITIES.map((priority) => html`<option ?selected=${priority === build.priority}>${priority}</option>`)}</select>` : nothing}
    <button type="button" class="plain danger-text" aria-label="Cancel ${name}"
      @click=${() => confirm(`Cancel ${name}?`, "It leaves the queue and is not built.", "Cancel the build", async () => {
        await post(`/api/v1/builds/${build.executionId}/cancel`);
        done();
      })}>Cancel</button></span>`;
}
