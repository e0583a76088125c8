import { View, define, html, nothing } from "../core/element.js";
import { get } from "../core/api.js";
import { shown, time } from "../shared/parts.js";
import { limitText, openLimit } from "./limit-dialog.js";

const REFRESH = 10_000;

/** The pools: their agents, what waits for them, and how much may run in each at once. */
class PoolList extends View {
  static properties = { pools: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.read();
    this.every(REFRESH, this.read);
  }

  async read() {
    await this.attempt(async () => {
      const [{ pools }, { limits }] = await Promise.all([get("/api/v1/pools", this.leaving), get("/api/v1/queue-limits", this.leaving)]);
      this.limits = new Map(limits.filter(({ kind }) => kind === "pool").map((limit) => [limit.name, limit]));
      this.pools = pools;
      this.hasContent = true;
    });
  }

  render() {
    return shown(this, () => html`<div class="scroll-x card" tabindex="0" role="region" aria-label="Pools"><table><thead><tr><th scope="col">Pool</th><th scope="col" class="right">Agents</th><th scope="col" class="right">Busy</th><th scope="col" class="right">Idle</th><th scope="col" class="right">Waiting</th><th scope="col">Limit</th><th scope="col"><span class="unseen">Actions</span></th></tr></thead>
      <tbody>${this.pools.map(({ targetType, health, queuedBuilds, oldestQueuedAt }) => html`<tr><td><strong>${targetType}</strong></td>
        <td class="right">${health.totalAgents}${health.totalAgents > health.healthyAgents ? html` <span class="bad">(${health.totalAgents - health.healthyAgents} not healthy)</span>` : nothing}</td>
        <td class="right">${health.busyAgents}</td><td class="right">${health.idleAgents}</td><td class="right">${queuedBuilds} ${oldestQueuedAt ? time(oldestQueuedAt) : nothing}</td>
        <td>${limitText(this.limits.get(targetType))}</td>
        <td class="right"><button type="button" class="plain small" aria-label="Change the limits of ${targetType}" @click=${() => openLimit("pool", targetType, this.limits.get(targetType), () => this.read())}>Change</button></td></tr>`)}</tbody></table></div>`);
  }
}
define("pool-list", PoolList);
