import { View, define } from "../core/element.js";
import { ago, seconds, span } from "../core/format.js";

const watching = new Set();
setInterval(() => document.hidden || watching.forEach((element) => element.requestUpdate()), 1000);

/** How long ago something was; goes on by itself. */
class TimeAgo extends View {
  static properties = { iso: {} };

  connectedCallback() {
    super.connectedCallback();
    watching.add(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    watching.delete(this);
  }

  render() {
    return ago(this.iso);
  }
}
define("time-ago", TimeAgo);

/** How long a build runs: counts while it does. */
class LiveSpan extends TimeAgo {
  static properties = { start: {}, end: {}, iso: {} };

  render() {
    if (!this.start) return span(seconds(this.iso));
    const end = this.end ? new Date(this.end).getTime() : Date.now();
    const past = Math.max(0, (end - new Date(this.start).getTime()) / 1000);
    return span(this.end ? past : Math.floor(past) || 0);
  }
}
define("live-span", LiveSpan);
