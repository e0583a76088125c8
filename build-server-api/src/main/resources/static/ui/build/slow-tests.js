import { html } from "../core/element.js";
import { seconds, span } from "../core/format.js";
import { state } from "../shared/parts.js";
import { historyOf } from "./findings.js";

const MOST = 100;

/** The slowest of these tests, each with a bar of its share of the slowest one. */
export function slowest(tests, build) {
  const timed = tests.map((test) => ({ test, took: seconds(test.duration) ?? 0 })).sort((a, b) => b.took - a.took).slice(0, MOST);
  const most = timed[0]?.took || 1;
  return html`<div class="card scroll-x" tabindex="0" role="region" aria-label="Slowest tests"><table><thead><tr><th scope="col">Test</th><th scope="col" class="right">Time</th><td></td></tr></thead>
    <tbody>${timed.map(({ test, took }) => html`<tr><td><span class="slow-test">${state(test.outcome, { word: false })}<a href=${historyOf(test, build)}>${test.name}</a></span><span class="quiet">${test.className}</span></td>
      <td class="right">${span(took)}</td><td class="diff-bars" aria-hidden="true"><span class="diff-bar now" .style=${`width: ${((100 * took) / most).toFixed(1)}%`}></span></td></tr>`)}</tbody></table></div>`;
}
