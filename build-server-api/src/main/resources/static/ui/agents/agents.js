import { get } from "../shared/api.js";
import { el, status } from "../shared/dom.js";

const REFRESH_MILLIS = 3000;

/** Every agent as a card. */
export async function agentsView(root, signal) {
  const grid = el("div", { class: "grid" });
  root.append(el("h1", {}, "Agents"), grid);
  async function refresh() {
    const { agents } = await get("/api/v1/agents");
    grid.replaceChildren(...agents.map(card));
    if (agents.length === 0) grid.append(el("p", { class: "quiet" }, "No agent is enrolled yet."));
  }
  await refresh();
  const timer = setInterval(() => document.hidden || refresh().catch(() => {}), REFRESH_MILLIS);
  signal.addEventListener("abort", () => clearInterval(timer));
}

function card(agent) {
  const can = agent.capabilities ?? {};
  const details = [
    ["Pool", agent.targetType], ["Builds", agent.currentJob ?? "nothing"],
    ["CPU", `${Math.round(agent.cpuUsage ?? 0)} %`], ["Memory", `${Math.round(agent.memoryUsage ?? 0)} %`],
    ["Free disk", `${can.availableDiskSpaceGB ?? 0} GB`], ["SDKs", (can.sdkVersions ?? can.installedSdks ?? []).join(", ")],
    ["Tools", (can.installedTools ?? []).join(", ")],
  ];
  return el("section", { class: "card" },
    el("h2", {}, agent.agentId, " ", status(agent.status)),
    el("p", { class: "quiet" }, agent.hostname),
    el("dl", {}, details.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value || "none")])));
}
