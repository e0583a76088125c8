import { View, define, html, nothing } from "../core/element.js";
import { live } from "../core/live.js";
import { shown, state, time } from "../shared/parts.js";
import { isAway, isThere, partName, systemState } from "../shared/system-parts.js";

const REFRESH = 10_000;

/** How the server's own parts are, in plain words. */
class SystemState extends View {
  static properties = { system: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.read();
    this.on(live, "system", this.read);
    this.every(REFRESH, this.read);
  }

  async read() {
    await this.attempt(async () => {
      this.system = await systemState(this.leaving);
      this.hasContent = true;
    });
  }

  render() {
    return shown(this, () => html`<section class="card"><h2>${state(this.system.degraded ? "Degraded" : "Healthy")}</h2>
      <ul class="checks">${this.system.parts.map((part) => this.part(part))}</ul>
      <p class="quiet">As the node that answered sees it, seconds ago. Builds that run go on through all of these.</p>
      <p><a href="/swagger-ui.html" target="_blank" rel="noopener">REST API</a> · <a href="/actuator/prometheus" target="_blank" rel="noopener">Metrics</a></p></section>`);
  }

  part({ part, up, since, effect }) {
    return html`<li>${state(up ? "Healthy" : "Unhealthy", { word: false })}<span><strong>${partName(part)}</strong> ${up ? isThere(part) : isAway(part)}
      ${since ? html`<span class="quiet">Since ${time(since)}.</span>` : nothing}${effect ? html`<br>${effect}` : nothing}</span></li>`;
  }
}
define("system-state", SystemState);
