import { html, nothing } from "../core/element.js";
import { get, post } from "../core/api.js";
import { go } from "../core/router.js";
import { me } from "../core/session.js";
import { STRATEGIES } from "../builds/filter.js";
import { copy, dialog, toast } from "../shared/dialogs.js";
import { latestOf } from "../shared/known-projects.js";
import { problemBox } from "../shared/parts.js";
import { POOLS, PRIORITIES, SWITCHES } from "./choices.js";

/**
 * Asks what to build; begins with what `from` or else the latest build asked for, and goes on with what the latest of the project did that is
 * named. Defaults of the project come before what its latest build asked for.
 */
export async function openStart(from) {
  if (document.querySelector("dialog[open]")) return;
  const latest = from ?? (await get("/api/v1/builds?limit=1").catch(() => null))?.items?.[0]?.executionId;
  let asked = from ? await requestOfBuild(from) : await withDefaults(await requestOfBuild(latest));
  let problem = null;
  dialog("Start a build", (close, draw) => form(asked, problem, close, {
    async start(request) {
      try {
        const build = await post("/api/v1/builds", request);
        close();
        go(`/builds/${build.executionId}`);
      } catch (failure) {
        problem = failure;
        draw();
      }
    },
    /** What somebody has typed already stays. */
    async named(project) {
      if (!project || project === asked?.job.projectName) return;
      asked = await withDefaults(await requestOfBuild(await latestOf(project).catch(() => null)), project) ?? asked;
      draw();
    },
  }), { wide: true });
}

const requestOfBuild = (id) => (id ? get(`/api/v1/builds/${id}/request`).catch(() => null) : null);

/** What builds of a project begin with: its defaults, and for the rest what its latest build asked for; null if it has neither. */
async function withDefaults(request, project = request?.job.projectName) {
  const { defaults } = (project && await get(`/api/v1/project-defaults/${encodeURIComponent(project)}`).catch(() => null)) || {};
  if (!defaults || !Object.keys(defaults).length) return request;
  const requesterEmail = defaults.requesterEmail ?? defaults.job?.requesterEmail ?? request?.requesterEmail;
  return { ...request, ...defaults, requesterEmail, job: { ...request?.job, ...defaults.job, projectName: project }, hasDefaults: true };
}

function form(asked, problem, close, { start, named }) {
  const job = asked?.job ?? {};
  const wrong = (name) => problem?.errors?.find(({ field }) => field === `job.${name}`)?.message;
  const text = (name, label, value, { placeholder = "", list = nothing, changed = nothing, after = nothing } = {}) => html`<label>${label}<input name=${name} list=${list} required .defaultValue=${value ?? ""}
    placeholder=${placeholder} aria-invalid=${wrong(name) ? "true" : "false"} @change=${changed}>${after}${wrong(name) ? html`<span class="field-error">${wrong(name)}</span>` : nothing}</label>`;
  const choice = (name, label, values, value) => html`<label>${label}<select name=${name}>${values.map((one) => html`<option ?selected=${one === value}>${one}</option>`)}</select></label>`;
  return html`<form class="start-form" @submit=${(event) => { event.preventDefault(); start(requestOf(event.target, asked)); }}>
    ${problem ? problemBox(problem) : nothing}
    <div class="fields">
      ${text("projectName", "Project", job.projectName, { placeholder: "MyApp", list: "start-projects", changed: (event) => named(event.target.value.trim()), after: html`<known-projects .list=${"start-projects"}></known-projects>` })}
      ${text("repositoryUrl", "Repository", job.repositoryUrl, { placeholder: "https://host/org/repository" })}
      ${text("gitRef", "Branch, tag or commit", job.gitRef ?? "main")}
      ${text("solutionPath", "Solution or project file", job.solutionPath, { placeholder: "MyApp.sln" })}
      ${text("configuration", "Configuration", job.configuration ?? "Release")}
      ${choice("targetPool", "Pool", POOLS, asked?.targetPool ?? "Linux")}
      ${choice("strategy", "Strategy", STRATEGIES, asked?.strategy ?? "Incremental")}
      ${choice("priority", "Priority", PRIORITIES, asked?.priority ?? "Normal")}
      <label>E-mail<input name="requesterEmail" type="email" required .defaultValue=${asked?.requesterEmail ?? ""} placeholder="you@example.com"></label>
    </div>
    <fieldset><legend>Do</legend>${Object.entries(SWITCHES).map(([name, label]) => html`<label class="check"><input type="checkbox" name=${name} ?checked=${job[name] ?? name === "runTests"}>${label}</label>`)}
      <label class="check"><input type="checkbox" name="forceClean">Without caches</label></fieldset>
    ${asked?.hasDefaults ? html`<p class="quiet">Begins with the defaults of ${job.projectName}.</p>` : nothing}
    <div class="actions"><button type="button" @click=${(event) => copyAsCurl(event.target.form, asked)}>Copy as curl</button>
      <button type="button" @click=${close}>Cancel</button><button type="submit" class="primary">Start</button></div></form>`;
}

function requestOf(form, asked) {
  const value = (name) => form.elements[name].value.trim();
  const switches = Object.fromEntries(Object.keys(SWITCHES).map((name) => [name, form.elements[name].checked]));
  const job = { ...asked?.job, ...switches };
  for (const name of ["projectName", "repositoryUrl", "gitRef", "solutionPath", "configuration", "requesterEmail"]) job[name] = value(name);
  // Another repository has other frameworks and properties.
  if (asked && job.repositoryUrl !== asked.job.repositoryUrl) for (const name of ["targetFramework", "runtimeIdentifier", "buildProperties"]) delete job[name];
  return { job, targetPool: value("targetPool"), strategy: value("strategy"), priority: value("priority"), forceClean: form.elements.forceClean.checked, requesterEmail: value("requesterEmail") };
}

/** The same build as a command for a shell; the token is left to a variable. */
export function curlOf(request) {
  const body = JSON.stringify(request, null, 2).replaceAll("'", "'\\''");
  return `curl -fsS ${location.origin}/api/v1/builds \\\n  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\\n  -d '${body}'`;
}

function copyAsCurl(form, asked) {
  if (!form.reportValidity()) return;
  copy(curlOf(requestOf(form, asked)), `Copied; $TOKEN is a token of ${me().username}`);
}

/** Runs a build again as it was, but for `changes`. */
export async function rerun(build, changes = {}) {
  try {
    const again = await post(`/api/v1/builds/${build.executionId}/rerun`, changes);
    go(`/builds/${again.executionId}`);
  } catch (problem) {
    toast(problem.message, "bad");
  }
}
