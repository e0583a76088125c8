import { html, nothing } from "../core/element.js";
import { get, query } from "../core/api.js";
import { plural } from "../core/format.js";
import { dialog } from "../shared/dialogs.js";
import { problemBox } from "../shared/parts.js";

/** Asks the server in which inputs a project differs from what the cache has, and shows it. */
export function openWhy(build, project) {
  let answer = null;
  let problem = null;
  const path = `/api/v1/builds/${build.executionId}/cache/explain${query({ project: `${project.project}@${project.targetFramework}` })}`;
  dialog(project.project, (close, draw) => {
    if (!answer && !problem) {
      get(path).then((found) => { answer = found; }, (failure) => { problem = failure; }).then(draw);
      return html`<p class="quiet" role="status">Asking…</p>`;
    }
    if (problem) return problemBox(problem);
    return answer.explanations.map((one) => html`<p>${one.summary}</p>
      ${one.differences.length ? html`<div class="scroll-x" tabindex="0" role="region" aria-label="Inputs that differ"><table><thead><tr><th scope="col">Input</th><th scope="col">Kind</th><th scope="col">Change</th></tr></thead>
        <tbody>${one.differences.map((input) => html`<tr><td class="mono">${input.name}</td><td>${input.inputClass}</td><td>${input.change}</td></tr>`)}</tbody></table></div>` : nothing}
      ${one.moreDifferences ? html`<p class="quiet">and ${plural(one.moreDifferences, "further input")}</p>` : nothing}`);
  }, { wide: true });
}
