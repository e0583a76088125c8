import { html, nothing } from "../core/element.js";
import { send } from "../core/api.js";
import { STRATEGIES } from "../builds/filter.js";
import { actingDialog, toast } from "../shared/dialogs.js";
import { POOLS, PRIORITIES, SWITCHES } from "../start/choices.js";

const TEXTS = {
  repositoryUrl: ["Repository", "https://host/org/repository"], gitRef: ["Branch, tag or commit", "main"], solutionPath: ["Solution or project file", "MyApp.sln"],
  configuration: ["Configuration", "Release"], targetFramework: ["Framework", "as the projects say"], runtimeIdentifier: ["Runtime", "as the projects say"], requesterEmail: ["E-mail", "team@example.com"],
};
const CHOICES = { targetPool: ["Pool", POOLS], strategy: ["Strategy", STRATEGIES], priority: ["Priority", PRIORITIES] };
const ENTRIES = { buildProperties: "Build properties", metadata: "Metadata, such as agent.labels" };

const linesOf = (entries) => Object.entries(entries ?? {}).map(([name, value]) => `${name}=${value}`).join("\n");

/** The lines `NAME=VALUE` as entries; one without a value is none that could be meant. */
function entriesOf(text) {
  return Object.fromEntries(text.split("\n").map((line) => line.trim()).filter(Boolean).map((line) => {
    const [name, ...value] = line.split("=");
    if (!value.length) throw new Error(`'${line}' must be NAME=VALUE.`);
    return [name.trim(), value.join("=").trim()];
  }));
}

/** What the form says; the values that it does not show stay as they are. Empty fields are no defaults. */
function defaultsOf(form, before) {
  const value = (name) => form.elements[name].value.trim();
  const job = { ...before.job };
  const all = { ...before, job };
  const put = (target, name, given) => { if (given === "") delete target[name]; else target[name] = given; };
  for (const name of Object.keys(TEXTS)) put(job, name, value(name));
  put(job, "timeoutMinutes", value("timeoutMinutes") && Number(value("timeoutMinutes")));
  for (const name of Object.keys(SWITCHES)) put(job, name, { yes: true, no: false }[value(name)] ?? "");
  for (const name of Object.keys(ENTRIES)) put(job, name, value(name) ? entriesOf(value(name)) : "");
  for (const name of Object.keys(CHOICES)) put(all, name, value(name));
  delete all.requesterEmail;
  return all;
}

/** Asks what builds of a project ask for where their requests leave it out; `done` is called when that has changed. */
export function openDefaults(project, before, done) {
  const path = `/api/v1/project-defaults/${encodeURIComponent(project)}`;
  const change = async (method, body, sentence) => {
    await send(method, path, body);
    toast(sentence);
    done();
  };
  actingDialog(`Defaults of ${project}`, (act, close) => form(before, close, {
    submit: (event) => {
      event.preventDefault();
      act(() => change("PUT", defaultsOf(event.target, before), `${project} has new defaults`));
    },
    clear: () => act(() => change("DELETE", undefined, `${project} has no defaults any more`)),
  }), { wide: true });
}

function form(before, close, { submit, clear }) {
  const job = before.job ?? {};
  const text = (name, [label, placeholder]) => html`<label>${label}<input name=${name} autocomplete="off" .defaultValue=${job[name] ?? (name === "requesterEmail" ? before.requesterEmail : null) ?? ""} placeholder=${placeholder}></label>`;
  const choice = (name, label, values, chosen) => html`<label>${label}<select name=${name}><option value="">no default</option>${values.map((one) => html`<option ?selected=${one === chosen}>${one}</option>`)}</select></label>`;
  const lines = (name, label) => html`<label>${label}<textarea name=${name} rows="3" spellcheck="false" placeholder="NAME=VALUE" .defaultValue=${linesOf(job[name])}></textarea></label>`;
  return html`<form class="start-form" @submit=${submit}>
    <div class="fields">${Object.entries(TEXTS).map(([name, how]) => text(name, how))}
      <label>Timeout in minutes<input name="timeoutMinutes" type="number" min="1" .defaultValue=${String(job.timeoutMinutes ?? "")}></label>
      ${Object.entries(CHOICES).map(([name, [label, values]]) => choice(name, label, values, before[name]))}
      ${Object.entries(SWITCHES).map(([name, label]) => choice(name, label, ["yes", "no"], job[name] === undefined ? "" : job[name] ? "yes" : "no"))}</div>
    <div class="fields">${Object.entries(ENTRIES).map(([name, label]) => lines(name, label))}</div>
    <p class="quiet">A request that names the project may leave these out; what it gives wins. Everybody who may build sees them: no secrets.</p>
    <div class="actions">${Object.keys(before).length ? html`<button type="button" class="danger" @click=${clear}>Take the defaults away</button>` : nothing}
      <button type="button" @click=${close}>Cancel</button><button type="submit" class="primary">Set</button></div></form>`;
}
