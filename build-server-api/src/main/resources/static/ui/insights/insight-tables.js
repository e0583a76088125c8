/** The tables of insights: how each is called, what it is asked by, and what its columns are. */
import { html } from "../core/element.js";
import { query } from "../core/api.js";
import { number, percent, ref, short, span } from "../core/format.js";
import { state, time } from "../shared/parts.js";

const most = (rows, name) => Math.max(...rows.map((row) => row[name]), 1e-9);

/** Kinds of failure in plain words. */
const KINDS = {
  UserCode: "The code: it does not compile, or tests fail", Configuration: "The request: what it names is not there, or fits no agent", Infrastructure: "The build server: disk, network or store",
  AgentLost: "An agent was lost", Timeout: "Out of time", Cancelled: "Somebody cancelled it",
};

export const TABLES = [
  {
    name: "projects", heading: "Projects by strategy", orders: [["builds", "Most builds"], ["slowest", "Slowest"], ["failing", "Most failing"]],
    columns: (rows) => [
      ["Project", (row) => html`<a href=${`/builds${query({ project: row.project, strategy: row.strategy })}`}>${row.project}</a>`], ["Strategy", (row) => row.strategy],
      ["Builds", (row) => number(row.builds), "number"], ["Share", () => "", (row) => row.builds / most(rows, "builds")],
      ["Success", (row) => percent(row.successRate), "number"], ["Failed", (row) => number(row.failed + row.timedOut), "number"],
      ["p50", (row) => span(row.p50), "number"], ["p95", (row) => span(row.p95), "number"], ["Wait p95", (row) => span(row.waitP95), "number"]],
  },
  {
    name: "builds", heading: "Slowest builds", most: 10,
    columns: (rows) => [
      ["Build", (row) => html`<a href="/builds/${row.executionId}">${row.project}</a> <span class="quiet mono">${ref(row.gitRef)} ${short(row.commitSha)}</span>`], ["Result", (row) => state(row.status)],
      ["Strategy", (row) => row.strategy], ["Duration", (row) => span(row.seconds), "number"], ["Against the slowest", () => "", (row) => row.seconds / most(rows, "seconds")],
      ["Asked for by", (row) => row.requestedBy], ["Ended", (row) => time(row.endedAt)]],
  },
  {
    name: "failing-tests", heading: "Tests", orders: [["failing", "Most failing"], ["flaky", "Flakiest"]],
    columns: () => [
      ["Test", (row) => html`<a href=${`/insights/tests${query({ project: row.project, className: row.className, name: row.name })}`}>${row.name}</a> <span class="quiet">${row.className}</span>`],
      ["Project", (row) => row.project], ["Failed", (row) => `${number(row.failures)} of ${number(row.runs)}`, "number"],
      ["Passed when run again", (row) => number(row.flaky), "number"], ["Changes of outcome", (row) => number(row.changes), "number"], ["Last failure", (row) => time(row.lastFailure)]],
  },
  {
    name: "failures", heading: "Why builds did not succeed",
    columns: (rows) => [["Kind", (row) => KINDS[row.kind] ?? row.kind], ["Builds", (row) => number(row.builds), "number"], ["Share", () => "", (row) => row.builds / most(rows, "builds")]],
  },
  {
    name: "agents", heading: "Use of agents",
    columns: (rows) => [
      ["Agent", (row) => html`<a href=${`/agents#${row.agentId}`}>${row.agentId}</a>`], ["Pool", (row) => row.pool], ["Tasks", (row) => number(row.attempts), "number"], ["Lost", (row) => number(row.lost), "number"],
      ["Busy", (row) => span(row.busySeconds), "number"], ["Slots taken on average", (row) => row.averageBusySlots.toFixed(2), (row) => row.averageBusySlots / Math.max(1, most(rows, "averageBusySlots"))]],
  },
];
