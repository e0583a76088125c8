import { View, define, html, nothing, repeat } from "../core/element.js";
import { post } from "../core/api.js";
import { clock, span } from "../core/format.js";
import { toast } from "../shared/dialogs.js";
import { state } from "../shared/parts.js";
import { isEnded } from "./result.js";
import { barsOf, tasksToCome } from "./spans.js";

const TICKS = 5;

/** The tasks of a build on the agents that ran them, on one line of time; the path that the build's length rests on is marked. */
class AgentGantt extends View {
  static properties = { build: {} };

  connectedCallback() {
    super.connectedCallback();
    this.every(1000, () => this.build.endTime || this.requestUpdate());
  }

  /** Failed tasks of a build that goes on can be run once more. */
  failed() {
    const { build } = this;
    const tasks = isEnded(build) ? [] : (build.tasks ?? []).filter((task) => task.state === "Failed");
    const retry = async (task) => {
      try {
        await post(`/api/v1/builds/${build.executionId}/tasks/${encodeURIComponent(task.name)}/retry`);
        toast(`${task.name} is run once more`);
      } catch (problem) {
        toast(problem.message, "bad");
      }
    };
    return tasks.length ? html`<h3>Failed</h3><ul class="plain-list">${tasks.map((task) => html`<li>${state(task.state)} ${task.name} <span class="quiet">${task.message ?? ""}</span>
      <button type="button" class="small" @click=${() => retry(task)}>Run once more</button></li>`)}</ul>` : nothing;
  }

  render() {
    const bars = barsOf(this.build);
    const coming = tasksToCome(this.build);
    if (!bars.length) return html`<p class="quiet">No agent has begun.</p>${comingList(coming)}`;
    const start = Math.min(...bars.map(({ from }) => from));
    const whole = Math.max(1000, Math.max(...bars.map(({ to }) => to)) - start);
    const percent = (time) => ((100 * time) / whole).toFixed(3);
    const agents = [...new Set(bars.map(({ agent }) => agent))];
    const critical = bars.filter((bar) => bar.critical).sort((a, b) => a.from - b.from);
    return html`<p class="quiet gantt-legend"><span class="key critical"></span> critical path: ${critical.map(({ task }) => task).join(" → ")}</p>
      <div class="gantt">
        <div class="gantt-ticks" aria-hidden="true"><span></span><span class="gantt-scale">${Array.from({ length: TICKS + 1 }, (_, i) => html`<span .style=${`left: ${(100 * i) / TICKS}%`}>${span((whole * i) / TICKS / 1000)}</span>`)}</span></div>
        ${repeat(agents, (agent) => agent, (agent) => html`<section class="gantt-row" aria-label=${`Tasks on ${agent}`}>
          <a class="gantt-agent" href="/agents#${agent}">${bars.find((bar) => bar.agent === agent).host}<span class="quiet">${agent}</span></a>
          <ol class="gantt-lanes">${lanes(bars.filter((bar) => bar.agent === agent)).map((lane) => html`<li><ol class="gantt-track">${lane.map((bar) => html`<li
            class="gantt-bar ${bar.failed ? "bad" : bar.ended ? "good" : "busy"} ${bar.critical ? "critical" : ""}" title=${`${bar.task}, try ${bar.number}: ${span((bar.to - bar.from) / 1000)} from ${clock(new Date(bar.from))}${bar.message ? `. ${bar.message}` : ""}`}
            .style=${`left: ${percent(bar.from - start)}%; width: max(4px, ${percent(bar.to - bar.from)}%)`}><span>${bar.task}</span><span class="unseen">${span((bar.to - bar.from) / 1000)}, ${bar.state}${bar.critical ? ", on the critical path" : ""}</span></li>`)}</ol></li>`)}</ol></section>`)}</div>${this.failed()}${comingList(coming)}`;
  }
}

const comingList = (tasks) => (tasks.length ? html`<h3>Not begun</h3><ul class="plain-list">${tasks.map((task) => html`<li>${state(task.state)} ${task.name}${task.dependsOn?.length ? html` <span class="quiet">after ${task.dependsOn.join(", ")}</span>` : nothing}${task.message ? html` <span class="quiet">${task.message}</span>` : nothing}</li>`)}</ul>` : nothing);

/** Bars that overlap stand below each other: an agent may have several slots. */
function lanes(bars) {
  const found = [];
  for (const bar of [...bars].sort((a, b) => a.from - b.from)) {
    const free = found.find((lane) => lane.at(-1).to <= bar.from);
    if (free) free.push(bar);
    else found.push([bar]);
  }
  return found;
}
define("agent-gantt", AgentGantt);
