import { html, nothing } from "../core/element.js";
import { post, remove, send } from "../core/api.js";
import { bytes, plural, seconds } from "../core/format.js";
import { dialog, toast } from "../shared/dialogs.js";
import { problemBox } from "../shared/parts.js";

const DAY = 86_400;
const GIGABYTE = 1e9;
const AGES = [["keepBuilds", "Builds go after days"], ["keepArtifacts", "Artifacts go after days"], ["keepLogs", "Logs go after days"], ["keepTests", "Test results go after days"]];

/** Asks what a project keeps, says what that would delete next, and sets it; `done` is called when it has changed. */
export function openRule(rule, done) {
  let problem = null;
  let plan = null;
  dialog(rule ? `Rule of ${rule.project}` : "Rule of a project", (close, draw) => {
    const act = async (work, sentence) => {
      try {
        problem = null;
        await work();
        if (sentence) {
          close();
          toast(sentence);
          done();
        }
      } catch (failure) {
        problem = failure;
      }
      draw();
    };
    const submit = (event) => {
      event.preventDefault();
      const { project, body } = ruleOf(event.target.elements);
      const path = `/api/v1/retention/rules/${encodeURIComponent(project)}`;
      if (event.submitter?.name === "try") act(async () => { plan = await post(`${path}/plan`, body); });
      else act(() => send("PUT", path, body), `${project} has a rule of its own`);
    };
    return html`<form @submit=${submit}>${problem ? problemBox(problem) : nothing}
      <div class="fields">${rule ? html`<input type="hidden" name="project" value=${rule.project}>` : html`<label>Project<input name="project" required maxlength="200"></label>`}
        ${AGES.map(([name, label]) => html`<label>${label}<input name=${name} type="number" min="0.01" step="any" .defaultValue=${rule?.[name] ? String(+(seconds(rule[name]) / DAY).toFixed(2)) : ""}></label>`)}
        <label>Most builds<input name="maxBuilds" type="number" min="1" .defaultValue=${String(rule?.maxBuilds ?? "")}></label>
        <label>Most gigabytes of artifacts<input name="maxBytes" type="number" min="0.001" step="any" .defaultValue=${rule?.maxBytes ? String(rule.maxBytes / GIGABYTE) : ""}></label>
        <label>Latest green build of each branch<select name="keepLatestGreen"><option value="">as the server is set</option><option value="true" ?selected=${rule?.keepLatestGreen === true}>stays</option><option value="false" ?selected=${rule?.keepLatestGreen === false}>goes with age</option></select></label></div>
      <p class="quiet">What is left empty follows the server's settings. Pinned builds always stay.</p>
      ${plan ? html`<p class="notice" role="status">${planText(plan)}</p>` : nothing}
      <div class="actions">${rule ? html`<button type="button" class="danger" @click=${() => act(() => remove(`/api/v1/retention/rules/${encodeURIComponent(rule.project)}`), `${rule.project} follows the settings again`)}>Take the rule away</button>` : nothing}
        <button type="submit" name="try">What would go?</button><button type="submit" class="primary">Set</button></div></form>`;
  });
}

function ruleOf({ project, maxBuilds, maxBytes, keepLatestGreen, ...fields }) {
  const body = {};
  for (const [name] of AGES) if (fields[name].value) body[name] = `PT${Math.round(Number(fields[name].value) * DAY)}S`;
  if (maxBuilds.value) body.maxBuilds = Number(maxBuilds.value);
  if (maxBytes.value) body.maxBytes = Math.round(Number(maxBytes.value) * GIGABYTE);
  if (keepLatestGreen.value) body.keepLatestGreen = keepLatestGreen.value === "true";
  return { project: project.value.trim(), body };
}

/** A dry run of the rule: nothing was deleted or set. */
function planText(plan) {
  const parts = [[plan.builds, "build with everything", "builds with everything"], [plan.artifactsOf, "build's artifacts", "builds' artifacts"], [plan.logsOf, "build's log", "builds' logs"], [plan.testsOf, "build's tests", "builds' tests"]]
    .filter(([ids]) => ids.length).map(([ids, one, many]) => plural(ids.length, one, many));
  return parts.length ? `With this rule the next run would delete ${parts.join(", ")}: ${bytes(plan.bytes)} of this project.` : "With this rule the next run would delete nothing of this project.";
}
