/** A build's duration against what builds of its project and strategy usually take. */
import { View, define, html, nothing } from "../core/element.js";
import { seconds, span } from "../core/format.js";

const WORTH_SAYING = 0.2;
const WORTH_SECONDS = 2;

/** How a build that ended compares, or how far one that runs may be. */
export function pace(build) {
  const usual = seconds(build.usualDuration);
  if (!usual || !build.startTime) return nothing;
  if (!build.endTime) return html`<usual-progress .start=${build.startTime} .usual=${usual}></usual-progress>`;
  if (build.status !== "Succeeded") return nothing;
  const took = (new Date(build.endTime) - new Date(build.startTime)) / 1000;
  const change = took / usual - 1;
  if (Math.abs(change) < WORTH_SAYING || Math.abs(took - usual) < WORTH_SECONDS) return nothing;
  return html`<span class="pace ${change > 0 ? "slow" : "fast"}" title="Usually ${span(usual)}">${change > 0 ? "+" : "−"}${Math.min(999, Math.round(Math.abs(change) * 100))} %</span>`;
}

/** A thin bar that fills in the usual time, and stops short of its end. */
class UsualProgress extends View {
  static properties = { start: {}, usual: {} };

  connectedCallback() {
    super.connectedCallback();
    this.every(1000, () => this.requestUpdate());
  }

  render() {
    const past = (Date.now() - new Date(this.start)) / 1000;
    return html`<progress max=${this.usual} value=${Math.min(past, this.usual * 0.98)} aria-label="Time used of the usual ${span(this.usual)}" title="Usually ${span(this.usual)}"></progress>`;
  }
}
define("usual-progress", UsualProgress);
