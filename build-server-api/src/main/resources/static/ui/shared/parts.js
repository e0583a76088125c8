/** Small pieces that all views use. Whatever a build wrote is text here, never markup. */
import { html, nothing, svg } from "../core/element.js";
import { exact } from "../core/format.js";
import "./time-ago.js";

const GOOD = "M4.2 8.3l2.6 2.6 5-5.6";
const BAD = "M5 5l6 6M11 5l-6 6";
const SHAPES = {
  Succeeded: ["good", GOOD], Passed: ["good", GOOD], Healthy: ["good", GOOD], Idle: ["good", "M5 8h6"],
  Failed: ["bad", BAD], Unhealthy: ["bad", BAD], TimedOut: ["bad", "M8 4.4V8l2.4 1.6"],
  Running: ["busy", "M6.6 5v6l4.4-3z"], Building: ["busy", "M6.6 5v6l4.4-3z"], Cancelling: ["quiet", "M5.5 5.5h5v5h-5z"],
  Cancelled: ["quiet", "M3.4 12.6l9.2-9.2"], Skipped: ["quiet", "M5 8h6"], Queued: ["quiet", "M5 8h.01M8 8h.01M11 8h.01"],
  Blocked: ["quiet", "M8 8h.01"], Ready: ["quiet", "M5 8h.01M8 8h.01M11 8h.01"], Offered: ["quiet", "M5 8h6"], Pending: ["quiet", "M8 8h.01"], Offline: ["quiet", BAD], Maintenance: ["warn", "M8 4.6v4M8 11h.01"],
  Degraded: ["warn", "M8 4.6v4M8 11h.01"], AwaitingApproval: ["warn", "M8 4.6v4M8 11h.01"],
};
const WORDS = { TimedOut: "Timed out", AwaitingApproval: "Awaiting approval" };

/** A state as shape, word and colour. */
export function state(value, { word = true } = {}) {
  const [tone, path] = SHAPES[value] ?? ["quiet", "M8 8h.01"];
  const spoken = WORDS[value] ?? value;
  return html`<span class="state ${tone} state-${value}">
    <svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="7"></circle>${svg`<path d=${path}></path>`}</svg>
    <span class=${word ? "" : "unseen"}>${spoken}</span></span>`;
}

export const tone = (value) => (SHAPES[value] ?? ["quiet"])[0];

/** A time as the reader's clock and calendar show it, how long ago in words and exactly on hover. */
export const time = (iso) => (iso ? html`<time-ago .iso=${iso} title=${exact(iso)}></time-ago>` : nothing);

/** Moves a navigation that is wider than the page to the entry of the page one is on. */
export function showCurrent(navigation) {
  const here = navigation?.querySelector("[aria-current=page]");
  if (here) navigation.scrollTo({ left: here.offsetLeft - navigation.offsetLeft - 40 });
}

/** An error with what it names. */
export const problemBox = (problem) => html`<div class="notice bad" role="alert">
  <p>${problem.message}</p>
  ${problem.errors?.length ? html`<ul>${problem.errors.map((error) => html`<li><code>${error.field}</code> ${error.message}</li>`)}</ul>` : nothing}
</div>`;

/** What a view shows while it has nothing to show. */
export const empty = (title, text, action = nothing) => html`<div class="empty">
  <svg viewBox="0 0 48 48" aria-hidden="true"><rect x="8" y="12" width="32" height="8" rx="2"></rect><rect x="8" y="24" width="32" height="8" rx="2"></rect><rect x="8" y="36" width="20" height="4" rx="2"></rect></svg>
  <h2>${title}</h2><p>${text}</p>${action}</div>`;

/** Grey bars in the place of what is on its way. */
export const loading = (rows = 5) => html`<div class="loading" role="status" aria-label="Loading">
  ${Array.from({ length: rows }, () => html`<span class="bar"></span>`)}</div>`;

/** What a view shows, by how far it is: error, loading or content. */
export function shown(view, content, rows) {
  if (view.problem && !view.hasContent) return problemBox(view.problem);
  if (!view.loaded) return loading(rows);
  return html`${view.problem ? problemBox(view.problem) : nothing}${content()}`;
}

/** A name and a value of a list of details; without a value it is left out. */
export const detail = (name, value) => (value === null || value === undefined || value === "" || value === nothing
  ? nothing : html`<div><dt>${name}</dt><dd>${value}</dd></div>`);

export const tag = (text, kind = "") => (text ? html`<span class="tag ${kind}">${text}</span>` : nothing);
