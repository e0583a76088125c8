import { View, define, html, nothing } from "../core/element.js";
import { isConnected, live } from "../core/live.js";
import { isAway, partName, systemState } from "../shared/system-parts.js";

/** While something is away this looks again by itself, as the news of its return may be lost with it. */
const AGAIN = 10_000;

/** Says when the connection is lost, and which part of the server is away; nothing while all is well. */
class SystemBanner extends View {
  static properties = { connected: { state: true }, away: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.connected = isConnected();
    this.away = [];
    this.on(live, "connection", () => { this.connected = isConnected(); });
    this.on(live, "system", this.read);
    this.on(live, "refresh", this.read);
    this.every(AGAIN, () => this.away.length && this.read());
    this.read();
  }

  async read() {
    try {
      const { parts } = await systemState(this.leaving);
      this.away = parts.filter(({ up }) => !up);
    } catch {
      // The connection tells.
    }
  }

  render() {
    return html`<div role="status">${this.connected ? nothing : html`<p class="banner connection"><strong>Connection lost.</strong>What you see may be old; it is brought up to date as soon as the server answers.</p>`}
      ${this.away.map(({ part, effect }) => html`<p class="banner away"><strong>${partName(part)} ${isAway(part)}</strong>${effect}</p>`)}</div>`;
  }
}
define("system-banner", SystemBanner);
