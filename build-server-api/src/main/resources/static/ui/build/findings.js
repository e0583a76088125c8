/** An error, warning or failing test, with where it is. */
import { html, nothing } from "../core/element.js";
import { query } from "../core/api.js";
import { span, seconds } from "../core/format.js";
import { copy } from "../shared/dialogs.js";
import { state, tag } from "../shared/parts.js";
import { lineAddress } from "../shared/source-link.js";

const place = (finding) => (finding.file ? `${finding.file}${finding.line ? `:${finding.line}${finding.column ? `:${finding.column}` : ""}` : ""}` : "");

/** The log at the first line with this text. */
const inLog = (build, text) => `/builds/${build.executionId}/log${query({ find: text })}`;

/** The line at the host of the repository, where its addresses are known. */
function source(build, file, line) {
  const address = lineAddress(build, file, line);
  return address ? html`<a href=${address} target="_blank" rel="noopener noreferrer">source</a>` : nothing;
}

export function diagnostic(finding, build) {
  const where = place(finding);
  return html`<li class="finding ${finding.severity}"><p class="finding-head">
      <span class="severity">${finding.severity}</span>${finding.code ? html`<code>${finding.code}</code>` : nothing}
      ${where ? html`<button type="button" class="place mono" title="Copy this place" @click=${() => copy(where)}>${where}</button>${source(build, finding.file, finding.line)}` : nothing}</p>
    <p class="message">${finding.message}</p>
    <p class="quiet finding-foot">${finding.project ?? ""} ${finding.targetFramework ?? ""}
      <a href=${inLog(build, finding.code ? `${finding.code}: ${finding.message}`.slice(0, 80) : finding.message.slice(0, 80))}>in the log</a></p></li>`;
}

const FRAME = /^(\s*at .*? in )(.+?):line (\d+)\s*$/;

/** A stack trace whose own source lines stand out. */
export function stack(text, build) {
  return html`<pre class="stack" tabindex="0" role="region" aria-label="Stack trace">${text.split("\n").map((line) => {
    const [, before, file, number] = FRAME.exec(line) ?? [];
    return file ? html`${before}<mark>${lineAddress(build, file, number) ? html`<a href=${lineAddress(build, file, number)} target="_blank" rel="noopener noreferrer">${file}:${number}</a>` : `${file}:${number}`}</mark>\n` : `${line}\n`;
  })}</pre>`;
}

export const testName = (test) => `${test.className}.${test.name}`;

export const historyOf = (test, build) => `/insights/tests${query({ project: build.projectName, className: test.className, name: test.name })}`;

export function failedTest(test, build, open) {
  return html`<li><details ?open=${open}><summary>${state(test.outcome, { word: false })}<span class="test-name">${test.name}</span>${test.flaky ? tag("flaky", "warn") : nothing}
      <span class="quiet">${test.className} · ${span(seconds(test.duration))}</span></summary>
    ${testBody(test, build)}</details></li>`;
}

export const testBody = (test, build) => html`<div class="test-body">
    ${test.errorMessage ? html`<pre class="test-message">${test.errorMessage}</pre>` : nothing}
    ${test.stackTrace ? stack(test.stackTrace, build) : nothing}
    ${test.output ? html`<details><summary>Output</summary><pre class="stack" tabindex="0" role="region" aria-label="Output">${test.output}</pre></details>` : nothing}
    ${test.cachedFrom ? html`<p class="quiet">Not run again: nothing changed since it passed in <a href=${`/builds/${test.cachedFrom}`}>this build</a>.</p>` : nothing}
    <p class="quiet">${test.project} ${test.targetFramework ?? ""} · <a href=${historyOf(test, build)}>History of this test</a></p></div>`;
