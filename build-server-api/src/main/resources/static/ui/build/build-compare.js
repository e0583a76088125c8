import { View, define, html, nothing } from "../core/element.js";
import { get, query } from "../core/api.js";
import { ref, seconds, short, span } from "../core/format.js";
import { parameters, setParameters } from "../core/router.js";
import { empty, shown, state, time } from "../shared/parts.js";
import { isEnded } from "./result.js";
import { testName } from "./findings.js";

/** This build beside an earlier one of its project: time by stage, and what is newly broken or mended. */
class BuildCompare extends View {
  static properties = { build: {}, others: { state: true }, before: { state: true } };

  willUpdate(changed) {
    if (changed.has("build") && this.id !== this.build.executionId) {
      this.id = this.build.executionId;
      this.read();
    }
  }

  async read() {
    await this.attempt(async () => {
      const { build } = this;
      const page = await get(`/api/v1/builds${query({ project: build.projectName, to: build.createdAt, limit: 30 })}`, this.leaving);
      this.others = page.items.filter((other) => other.executionId !== build.executionId && isEnded(other));
      const wanted = parameters().get("with") ?? (this.others.find((other) => other.strategy === build.strategy) ?? this.others[0])?.executionId;
      if (wanted) [this.before, this.tests, this.testsBefore] = await Promise.all([get(`/api/v1/builds/${wanted}`), failed(build.executionId), failed(wanted)]);
      this.hasContent = true;
    });
  }

  render() {
    return shown(this, () => {
      const { build, before } = this;
      if (!before) return empty("Nothing to compare with", "This is the first build of its project that has ended.");
      const now = new Set(this.tests);
      const then = new Set(this.testsBefore);
      const red = this.tests.filter((name) => !then.has(name));
      const green = this.testsBefore.filter((name) => !now.has(name));
      const names = [...new Set([...build.stages, ...before.stages].map((stage) => stage.name))];
      const stage = (of, name) => seconds(of.stages.find((one) => one.name === name)?.duration);
      return html`<div class="card"><label>Earlier build <select @change=${(event) => { setParameters({ with: event.target.value }); this.read(); }}>
          ${this.others.map((other) => html`<option value=${other.executionId} ?selected=${other.executionId === before.executionId}>${other.status} · ${other.strategy} · ${ref(other.gitRef)} ${short(other.commit)} · ${new Date(other.createdAt).toLocaleString()}</option>`)}</select></label>
        <p><a href="/builds/${before.executionId}">${state(before.status)} ${short(before.commit)}</a> ${time(before.createdAt)}</p>
        <table><thead><tr><th scope="col">Stage</th><th scope="col" class="right">Then</th><th scope="col" class="right">Now</th><th scope="col" class="right">Difference</th></tr></thead>
          <tbody>${[...names.map((name) => [name, stage(before, name), stage(build, name)]), ["Whole build", seconds(before.duration), seconds(build.duration)]].map(([name, a, b]) => html`<tr>
            <th scope="row">${name}</th><td class="right">${span(a)}</td><td class="right">${span(b)}</td><td class="right">${difference(a, b)}</td></tr>`)}</tbody></table></div>
        ${list("Newly failing tests", red, "bad")}${list("Tests that pass again", green, "good")}
        ${red.length + green.length ? nothing : html`<p class="quiet">The same tests fail in both, or none.</p>`}`;
    });
  }
}

const list = (title, names, tone) => (names.length ? html`<section class="card"><h2 class=${tone}>${title}</h2><ul>${names.map((name) => html`<li>${name}</li>`)}</ul></section>` : nothing);

function difference(then, now) {
  if (then === null || now === null) return "";
  const change = now - then;
  const words = `${change > 0 ? "+" : "−"}${span(Math.abs(change))}`;
  if (Math.abs(change) < Math.max(0.5, then * 0.1)) return html`<span class="quiet">${words}</span>`;
  return html`<span class=${change > 0 ? "bad" : "good"}>${words}</span>`;
}

async function failed(id) {
  return (await get(`/api/v1/builds/${id}/tests?outcome=Failed&limit=500`)).items.map(testName);
}
define("build-compare", BuildCompare);
