import { View, define, html, nothing } from "../core/element.js";
import { get, getIfThere } from "../core/api.js";
import { plural, ref } from "../core/format.js";
import { live } from "../core/live.js";
import { title } from "../core/tab.js";
import { pace } from "../shared/pace.js";
import { empty, shown, state, tag, time } from "../shared/parts.js";
import { operations } from "./operations.js";
import "../build/build-waiting.js";
import "./queue-history.js";

const REFRESH = 5000;
const MOST = 50;

/** What waits and what runs, by pool, with the reason of each that waits. */
class QueueView extends View {
  static properties = { address: {}, waiting: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    title("Queue");
    this.unfolded = new Set();
    this.read();
    this.on(live, "build", this.soon);
    this.on(live, "refresh", this.read);
    this.every(REFRESH, this.read);
  }

  /** Reasons are asked for while they are seen. */
  unfold(id, open) {
    if (open) this.unfolded.add(id);
    else this.unfolded.delete(id);
    this.requestUpdate();
  }

  soon() {
    this.pending ??= setTimeout(() => {
      this.pending = null;
      this.read();
    }, 300);
  }

  async read() {
    await this.attempt(async () => {
      const { leaving } = this;
      const [queue, pools, waiting, running] = await Promise.all([
        getIfThere("/api/v1/queue", leaving), get("/api/v1/pools", leaving),
        get(`/api/v1/builds?status=Queued&status=AwaitingApproval&limit=${MOST}`, leaving),
        get(`/api/v1/builds?status=Running&status=Cancelling&limit=${MOST}`, leaving)]);
      this.queue = new Map((queue?.items ?? []).map((entry) => [entry.executionId, entry]));
      this.pools = pools.pools;
      this.running = running.items;
      this.hasMore = Boolean(waiting.links.next);
      // Each says itself why it waits; the page shows no more of them than a person reads.
      this.waiting = (await Promise.all(waiting.items.map((item) => get(`/api/v1/builds/${item.executionId}`, leaving).catch(() => item))))
        .sort((a, b) => this.order(a) - this.order(b) || a.targetPool.localeCompare(b.targetPool) || (a.queuePosition ?? 1e9) - (b.queuePosition ?? 1e9));
      this.hasContent = true;
    });
  }

  /** As the queue itself has them, where it can be asked. */
  order(build) {
    return this.queue.size ? [...this.queue.keys()].indexOf(build.executionId) : 0;
  }

  render() {
    return html`<div class="view-head"><h1>Queue</h1></div>${shown(this, () => html`
      <ul class="pool-row">${this.pools.filter(({ health, queuedBuilds }) => health.totalAgents || queuedBuilds).map(({ targetType, health, queuedBuilds }) => html`<li class="card pool">
        <h2>${targetType}</h2><p class="big">${queuedBuilds}</p><p class="quiet">waiting</p>
        <p>${health.totalAgents ? `${plural(health.busyAgents, "agent")} busy, ${health.idleAgents} idle` : html`<span class="bad">no agents</span>`}${health.totalAgents > health.healthyAgents ? html`, <span class="bad">${health.totalAgents - health.healthyAgents} not healthy</span>` : nothing}</p></li>`)}</ul>
      <section><h2>Waiting</h2>
        ${this.waiting.length ? html`<ol class="queue-list card">${this.waiting.map((build) => this.entry(build))}</ol>
          ${this.hasMore ? html`<p class="quiet">The first ${MOST} are shown.</p>` : nothing}` : empty("Nothing waits", "Every build that was asked for has an agent or has ended.")}</section>
      <section><h2>Running</h2>
        ${this.running.length ? html`<ul class="queue-list card">${this.running.map((build) => html`<li>${name(build)}
          <span>${build.currentStage ?? ""}</span><span class="span"><live-span .start=${build.startTime}></live-span>${pace(build)}</span></li>`)}</ul>` : html`<p class="quiet">No build runs.</p>`}</section>
      <section><queue-history .address=${this.address}></queue-history></section>`)}`;
  }

  entry(build) {
    const entry = this.queue.get(build.executionId);
    return html`<li><span class="place-number" title="Place in the queue">${build.queuePosition ?? "–"}</span>${name(build)}
      <span class="quiet">${time(build.createdAt)}${build.estimatedStartTime ? html`, may start ${time(build.estimatedStartTime)}` : nothing}</span>
      ${entry?.heldBy ? tag(`held by ${entry.heldBy}`, "warn") : nothing}${entry?.moved ? tag(entry.moved === "First" ? "moved to the front" : "moved to the end") : nothing}
      ${operations(build, entry, () => this.read())}
      <details class="reason" @toggle=${(event) => this.unfold(build.executionId, event.target.open)}><summary>${entry?.holdReason ?? (entry?.heldBy ? "It is held back until somebody releases it." : null) ?? build.waitingFor ?? "An agent is looked for."}</summary>
        ${this.unfolded.has(build.executionId) ? html`<build-waiting .build=${build} .bare=${true}></build-waiting>` : nothing}</details></li>`;
  }
}

const name = (build) => html`<a class="queue-name" href="/builds/${build.executionId}">${state(build.status, { word: false })}<strong>${build.projectName}</strong> <span class="mono quiet">${ref(build.gitRef)}</span></a>
  <span class="tags">${tag(build.targetPool)}${build.priority === "Normal" ? nothing : tag(build.priority, `priority-${build.priority}`)}</span>`;
define("queue-view", QueueView);
