import { View, define, html, nothing } from "../core/element.js";
import { get, query } from "../core/api.js";
import { parameters, setParameters } from "../core/router.js";
import "../insights/time-plot.js";

const REFRESH = 30_000;
const HOURS = [[1, "1 hour"], [24, "24 hours"], [168, "7 days"]];

/** How much waited and ran over time, and how long those waited that started. */
class QueueHistory extends View {
  static properties = { address: {}, history: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.every(REFRESH, this.read);
  }

  willUpdate(changed) {
    if (changed.has("address")) this.read();
  }

  async read() {
    this.hours = Number(parameters().get("hours") ?? 24);
    // The queue itself matters more than its past: without it the page stands.
    this.history = await get(`/api/v1/queue/history${query({ hours: this.hours })}`, this.leaving).catch(() => this.history);
  }

  render() {
    if (!this.history) return nothing;
    const { moments } = this.history;
    const times = moments.map(({ at }) => new Date(at).getTime() / 1000);
    const values = (name) => moments.map((moment) => moment[name] ?? null);
    return html`<header class="card-head section-head"><h2>Over time</h2><div class="chips" role="group" aria-label="Time">${HOURS.map(([hours, label]) => html`
        <button type="button" class="chip" aria-pressed=${hours === this.hours ? "true" : "false"} @click=${() => setParameters({ hours })}>${label}</button>`)}</div></header>
      <div class="columns">
        <time-plot heading="Builds that waited and ran" unit="count" .times=${times} .series=${[["Waiting", "warn", values("waiting")], ["Running", "busy", values("running")]]}></time-plot>
        <time-plot heading="Wait of those that started" unit="span" .times=${times} .series=${[["p50", "accent", values("waitP50")], ["p95", "busy", values("waitP95")]]}></time-plot></div>`;
  }
}
define("queue-history", QueueHistory);
