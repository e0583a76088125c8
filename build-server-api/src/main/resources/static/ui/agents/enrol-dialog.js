import { html, nothing } from "../core/element.js";
import { post } from "../core/api.js";
import { copy, dialog } from "../shared/dialogs.js";
import { problemBox } from "../shared/parts.js";

const POOLS = ["Linux", "Windows", "MacOS", "Docker"];

/** How an agent is started where it is to run; the token is shown this once. */
export function commandFor(pool, token, server) {
  const names = { BUILD_AGENT_SERVER_URL: server, BUILD_AGENT_POOL: pool, BUILD_AGENT_ENROLMENT_TOKEN: token };
  return pool === "Windows"
    ? `${Object.entries(names).map(([name, value]) => `$env:${name} = '${value}'`).join("\n")}\njava -jar build-agent.jar`
    : `${Object.entries(names).map(([name, value]) => `${name}='${value}'`).join(" \\\n")} \\\n./build-agent`;
}

/** Makes an enrolment token, and shows the command that uses it. */
export function openEnrol() {
  let made = null;
  let problem = null;
  let pool = "Linux";
  dialog("Add an agent", (close, draw) => {
    if (made) {
      const command = commandFor(pool, made.token, location.origin);
      return html`<p>Run this on the machine that is to build, which needs Java 25, git and a .NET SDK. The token works ${made.details?.reusable ? "until it expires" : "once"} and is not shown again.</p>
        <pre class="command">${command}</pre>
        <div class="actions"><button type="button" @click=${close}>Done</button><button type="button" class="primary" @click=${() => copy(command)}>Copy</button></div>`;
    }
    return html`<form @submit=${async (event) => {
      event.preventDefault();
      const { description, target, reusable } = event.target.elements;
      pool = target.value;
      try {
        made = await post("/api/v1/enrolment-tokens", { description: description.value, targetType: pool, reusable: reusable.checked });
      } catch (failure) {
        problem = failure;
      }
      draw();
    }}>
      ${problem ? problemBox(problem) : nothing}
      <div class="fields"><label>What it is for<input name="description" required maxlength="200" placeholder="Linux agents of the new rack"></label>
        <label>Pool<select name="target">${POOLS.map((one) => html`<option>${one}</option>`)}</select></label></div>
      <label class="check"><input type="checkbox" name="reusable">For several agents</label>
      <div class="actions"><button type="button" @click=${close}>Cancel</button><button type="submit" class="primary">Make the command</button></div></form>`;
  });
}
