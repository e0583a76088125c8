import { View, define, html, nothing } from "../core/element.js";
import { shown, state } from "../shared/parts.js";

const REFRESH = 10_000;
const WORDS = {
  db: ["Database", "PostgreSQL answers.", "PostgreSQL does not answer: nothing can be submitted, and agents keep what they have until it is back."],
  redis: ["Redis", "Redis answers.", "Redis does not answer: builds go on, and changes are noticed some seconds later."],
  store: ["Artifact store", "The store answers.", "The store does not answer: builds wait with their uploads, and artifacts cannot be downloaded."],
  diskSpace: ["Disk", "There is room on the server's disk.", "The server's disk is almost full."],
  readinessState: ["Server", "Requests are taken.", "The server is starting or stopping."],
};

/** How the server's own parts are, in plain words. */
class SystemState extends View {
  static properties = { health: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.read();
    this.every(REFRESH, this.read);
  }

  async read() {
    await this.attempt(async () => {
      // A part that is down is told with 503, and with what is wrong.
      const response = await fetch("/actuator/health", { signal: this.leaving });
      this.health = await response.json();
      this.hasContent = true;
    });
  }

  render() {
    return shown(this, () => {
      const parts = Object.entries(this.health.components ?? {}).filter(([name]) => WORDS[name]);
      return html`<section class="card"><h2>${state(this.health.status === "UP" ? "Healthy" : "Unhealthy")}</h2>
        <ul class="checks">${parts.map(([name, { status }]) => html`<li>${state(status === "UP" ? "Healthy" : "Unhealthy", { word: false })}<strong>${WORDS[name][0]}</strong> ${WORDS[name][status === "UP" ? 1 : 2]}</li>`)}</ul>
        ${parts.length ? nothing : html`<p class="quiet">Which part is meant is told to an Admin.</p>`}
        <p><a href="/swagger-ui.html" target="_blank" rel="noopener">REST API</a> · <a href="/actuator/prometheus" target="_blank" rel="noopener">Metrics</a></p></section>`;
    });
  }
}
define("system-state", SystemState);
