import { View, define, html, nothing } from "../core/element.js";
import { seconds, span } from "../core/format.js";
import { empty, state, tone } from "../shared/parts.js";

/** The stages on a line of time, after the time that the build waited; goes on while the build runs. */
class StageTimeline extends View {
  static properties = { build: {} };

  connectedCallback() {
    super.connectedCallback();
    this.every(1000, () => this.build.startTime && !this.build.endTime && this.requestUpdate());
  }

  render() {
    const { build } = this;
    const stages = build.stages ?? [];
    const start = new Date(build.createdAt).getTime();
    const end = build.endTime ? new Date(build.endTime).getTime() : Date.now();
    const whole = Math.max(1, end - start);
    const bar = (from, to, kind) => html`<span class="bar ${kind}"
      .style=${`left: ${percent(from - start, whole)}%; width: max(3px, ${percent(to - from, whole)}%)`}></span>`;
    const waitedTo = build.startTime ? new Date(build.startTime).getTime() : end;
    if (!stages.length && !build.startTime) return empty("Not started", "Stages are shown as soon as an agent has taken the build.");
    return html`<ol class="timeline">
      <li><span class="stage-name quiet">Wait</span><span class="track">${bar(start, waitedTo, "wait")}</span><span class="stage-span quiet">${span((waitedTo - start) / 1000)}</span></li>
      ${stages.map((stage) => {
        const from = stage.startTime ? new Date(stage.startTime).getTime() : null;
        const length = stage.duration ? seconds(stage.duration) * 1000 : from ? end - from : 0;
        return html`<li title=${stage.message ?? ""}><span class="stage-name">${state(stage.status, { word: false })}<a href="/builds/${build.executionId}/log?stage=${stage.name}">${stage.name}</a></span>
          <span class="track">${from ? bar(from, from + length, tone(stage.status)) : nothing}</span>
          <span class="stage-span">${from && stage.status !== "Skipped" ? span(length / 1000) : html`<span class="quiet">${stage.status}</span>`}</span>
          ${stage.message ? html`<span class="stage-note quiet">${stage.message}</span>` : nothing}</li>`;
      })}</ol>
      ${this.attempts()}`;
  }

  /** Tries, where a task had more than one: lost ones explain a long build. */
  attempts() {
    const attempts = this.build.attempts ?? [];
    if (attempts.every(({ number }) => number < 2)) return nothing;
    return html`<h3>Attempts</h3><ul class="attempts">${attempts.map((attempt) => html`<li>${attempt.task} ${attempt.number} on ${attempt.hostname}: ${attempt.state}${attempt.message ? html` <span class="quiet">${attempt.message}</span>` : nothing}</li>`)}</ul>`;
  }
}

const percent = (part, whole) => ((100 * Math.max(0, part)) / whole).toFixed(3);
define("stage-timeline", StageTimeline);
