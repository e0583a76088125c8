/** Tests by project, class and test; what failed stands first and open. */
import { html, nothing, repeat } from "../core/element.js";
import { number, seconds, span } from "../core/format.js";
import { state, tag } from "../shared/parts.js";
import { testBody, testName } from "./findings.js";

const FEW = 50;

export function testTree(tests, build, isNew) {
  return grouped(tests, (test) => `${test.project}${test.targetFramework ? ` (${test.targetFramework})` : ""}`).map((project) => html`
    <details class="card test-project" ?open=${project.failed > 0 || project.tests.length <= 4 * FEW}><summary><strong>${project.name}</strong>${counts(project)}</summary>
      ${grouped(project.tests, (test) => test.className).map((group) => html`<details class="test-group" ?open=${group.failed > 0 || project.tests.length <= FEW}>
        <summary><span>${group.name}</span>${counts(group)}</summary>
        <ul class="test-list">${repeat(group.tests, (test) => `${testName(test)} ${test.targetFramework}`, (test) => row(test, build, isNew(test), group.failed <= 3))}</ul></details>`)}</details>`);
}

const counts = ({ failed, tests, seconds: took }) => html`${failed ? html`<span class="count bad">${failed} failed</span>` : nothing}<span class="quiet">${number(tests.length)}</span><span class="quiet test-span">${span(took)}</span>`;

export function row(test, build, fresh, open) {
  return html`<li><details ?open=${test.outcome === "Failed" && open}>
    <summary>${state(test.outcome, { word: false })}<span class="test-name">${test.name}</span>${test.flaky ? tag("flaky", "warn") : nothing}${test.cachedFrom ? tag("cached") : nothing}${fresh === true ? tag("new", "bad") : fresh === false ? tag("known") : nothing}<span class="quiet test-span">${span(seconds(test.duration))}</span></summary>
    ${testBody(test, build)}</details></li>`;
}

function grouped(tests, name) {
  const groups = new Map();
  for (const test of tests) {
    const key = name(test);
    if (!groups.has(key)) groups.set(key, { name: key, tests: [], failed: 0, seconds: 0 });
    const group = groups.get(key);
    group.tests.push(test);
    group.seconds += seconds(test.duration) ?? 0;
    if (test.outcome === "Failed") group.failed++;
  }
  for (const group of groups.values()) group.tests.sort((a, b) => (b.outcome === "Failed") - (a.outcome === "Failed") || a.name.localeCompare(b.name, "en", { numeric: true }));
  return [...groups.values()].sort((a, b) => b.failed - a.failed);
}
