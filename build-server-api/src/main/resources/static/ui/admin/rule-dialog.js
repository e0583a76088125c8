import { html, nothing } from "../core/element.js";
import { post, send } from "../core/api.js";
import { bytes, plural, seconds } from "../core/format.js";
import { actingDialog, toast } from "../shared/dialogs.js";

const DAY = 86_400;
const GIGABYTE = 1e9;
const AGES = [["keepBuilds", "Days that builds are kept"], ["keepArtifacts", "Days that artifacts are kept"], ["keepLogs", "Days that logs are kept"], ["keepTests", "Days that test results are kept"]];

/** Asks what a project keeps, says what that would delete next, and sets it; `done` is called when it has changed. */
export function openRule(rule, done) {
  let plan = null;
  const change = async (method, path, body, sentence) => {
    await send(method, path, body);
    toast(sentence);
    done();
  };
  actingDialog(rule ? `Rule of ${rule.project}` : "Rule of a project", (act) => {
    const submit = (event) => {
      event.preventDefault();
      const { project, body } = ruleOf(event.target.elements);
      const path = `/api/v1/retention/rules/${encodeURIComponent(project)}`;
      if (event.submitter?.name === "try") act(async () => { plan = await post(`${path}/plan`, body); return false; });
      else act(() => change("PUT", path, body, `${project} has a rule of its own`));
    };
    return html`<form @submit=${submit}>
      <div class="fields">${rule ? html`<input type="hidden" name="project" value=${rule.project}>` : html`<label>Project<input name="project" required maxlength="200"></label>`}
        ${AGES.map(([name, label]) => html`<label>${label}<input name=${name} type="number" min="0.01" step="any" .defaultValue=${rule?.[name] ? String(+(seconds(rule[name]) / DAY).toFixed(2)) : ""}></label>`)}
        <label>Builds kept at most<input name="maxBuilds" type="number" min="1" .defaultValue=${String(rule?.maxBuilds ?? "")}></label>
        <label>Gigabytes of artifacts kept at most<input name="maxBytes" type="number" min="0.001" step="any" .defaultValue=${rule?.maxBytes ? String(rule.maxBytes / GIGABYTE) : ""}></label>
        <label>Latest green build of each branch<select name="keepLatestGreen"><option value="">as the server is set</option><option value="true" ?selected=${rule?.keepLatestGreen === true}>stays</option><option value="false" ?selected=${rule?.keepLatestGreen === false}>goes with age</option></select></label></div>
      <p class="quiet">What is left empty follows the server's settings. Pinned builds always stay.</p>
      ${plan ? html`<p class="notice" role="status">${planText(plan)}</p>` : nothing}
      <div class="actions">${rule ? html`<button type="button" class="danger" @click=${() => act(() => change("DELETE", `/api/v1/retention/rules/${encodeURIComponent(rule.project)}`, undefined, `${rule.project} follows the settings again`))}>Take the rule away</button>` : nothing}
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
