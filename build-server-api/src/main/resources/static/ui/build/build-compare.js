import { View, define, html, nothing } from "../core/element.js";
import { get, query } from "../core/api.js";
import { duration, ref, seconds, short, span } from "../core/format.js";
import { parameters, setParameters } from "../core/router.js";
import { empty, shown, state, time } from "../shared/parts.js";
import { isEnded } from "./result.js";
import { resultsOf } from "./compared.js";

/** This build beside an earlier one of its project: time by stage and project, and what is newly broken or mended. */
class BuildCompare extends View {
  static properties = { build: {}, others: { state: true }, before: { state: true } };

  willUpdate(changed) {
    const key = `${this.build.executionId} ${this.build.status}`;
    if (changed.has("build") && key !== this.key) {
      this.key = key;
      this.read();
    }
  }

  async read() {
    await this.attempt(async () => {
      const { build } = this;
      const page = await get(`/api/v1/builds${query({ project: build.projectName, to: build.createdAt, limit: 30 })}`, this.leaving);
      this.others = page.items.filter((other) => other.executionId !== build.executionId && isEnded(other));
      const alike = (other) => (other.gitRef === build.gitRef) * 4 + (other.status === "Succeeded") * 2 + (other.strategy === build.strategy);
      const [closest] = [...this.others].sort((one, other) => alike(other) - alike(one));
      const wanted = parameters().get("with") ?? closest?.executionId;
      if (wanted) {
        const [before, then, now] = await Promise.all([get(`/api/v1/builds/${wanted}`, this.leaving), resultsOf(wanted, this.leaving), resultsOf(build.executionId, this.leaving)]);
        Object.assign(this, { then, now, before });
      }
      this.hasContent = true;
    });
  }

  render() {
    return shown(this, () => {
      const { build, before, now, then } = this;
      if (!before) return empty("Nothing to compare with", "This is the first build of its project that has ended.");
      return html`<div class="card compare-head"><label>Earlier build <select @change=${(event) => { setParameters({ with: event.target.value }); this.read(); }}>
          ${this.others.map((other) => html`<option value=${other.executionId} ?selected=${other.executionId === before.executionId}>${other.status}, ${other.strategy}, ${`${ref(other.gitRef)} ${short(other.commit)}`.trim()}, ${new Date(other.createdAt).toLocaleString()}</option>`)}</select></label>
        <p>${state(before.status)} <a class="mono" href="/builds/${before.executionId}">${short(before.commit) || "that build"}</a> ${time(before.createdAt)}</p>
        <p><a href="/builds/${build.executionId}/changes?since=${before.executionId}">Commits between them</a></p></div>
      <div class="columns">${list("Newly failing tests", only(now.red, then.red), "bad")}${list("Tests that pass again", only(then.red, now.red), "good")}
        ${list("New warnings and errors", only(now.findings, then.findings), "warn")}${list("Warnings and errors that are gone", only(then.findings, now.findings), "good")}</div>
      ${durations("Stage", build, rowsOf(before.stages, build.stages, (stage) => stage.name, (stage) => seconds(stage.duration)).filter(worked), [seconds(before.duration), seconds(build.duration)])}
      ${durations("Project", build, rowsOf(then.projects, now.projects, (project) => `${project.project} ${project.targetFramework}`, (project) => seconds(project.duration)).filter(worked))}`;
    });
  }
}

const only = (some, others) => [...some].filter((one) => !others.has(one));

/** Stages that did not run and projects that were put in place both times took no time to compare. */
const worked = ([, then, now]) => Boolean(then || now);

function rowsOf(then, now, name, value) {
  const before = new Map(then.map((one) => [name(one), value(one)]));
  const after = new Map(now.map((one) => [name(one), value(one)]));
  return [...new Set([...after.keys(), ...before.keys()])].map((key) => [key, before.get(key) ?? null, after.get(key) ?? null]);
}

/** Then, now and the difference, with a bar for each so that the large ones are seen at once. */
function durations(what, build, rows, whole) {
  if (!rows.length) return nothing;
  const most = Math.max(...rows.flatMap(([, a, b]) => [a ?? 0, b ?? 0]), 0.001);
  const bar = (value, kind) => (!value ? nothing : html`<span class="diff-bar ${kind}" .style=${`width: ${((100 * value) / most).toFixed(1)}%`}></span>`);
  const line = ([name, a, b], bars = true) => html`<tr><th scope="row">${name}</th><td class="right">${span(a)}</td><td class="right">${span(b)}</td>
    <td class="right">${difference(a, b)}</td><td class="diff-bars" aria-hidden="true">${bars ? html`${bar(a, "then")}${bar(b, "now")}` : nothing}</td></tr>`;
  return html`<div class="card scroll-x" tabindex="0" role="region" aria-label="Time by ${what.toLowerCase()}"><table><thead><tr><th scope="col">${what}</th><th scope="col" class="right">Then</th><th scope="col" class="right">Now</th><th scope="col" class="right">Difference</th><td></td></tr></thead>
    <tbody>${rows.map((row) => line(row))}${whole ? line([`Whole build${build.status === "Succeeded" ? "" : ` (${duration(build.duration)} until it ${build.status.toLowerCase()})`}`, ...whole], false) : nothing}</tbody></table></div>`;
}

const list = (title, names, tone) => (names.length ? html`<section class="card"><h2 class=${tone}>${title} <span class="quiet">${names.length}</span></h2><ul class="plain-list">${names.slice(0, 50).map((name) => html`<li>${name}</li>`)}</ul></section>` : nothing);

function difference(then, now) {
  if (then === null || now === null) return "";
  const change = Math.round((now - then) * 1000) / 1000;
  if (!change) return "";
  const words = `${change > 0 ? "+" : "−"}${span(Math.abs(change))}`;
  if (Math.abs(change) < Math.max(0.5, then * 0.1)) return html`<span class="quiet">${words}</span>`;
  return html`<span class=${change > 0 ? "bad" : "good"}>${words}</span>`;
}
define("build-compare", BuildCompare);
