import { download, get, post } from "../shared/api.js";
import { bytes, duration, el, problem, status, time } from "../shared/dom.js";
import { followLog } from "./log.js";

const ENDED = new Set(["Succeeded", "Failed", "Cancelled", "TimedOut"]);
const REFRESH_MILLIS = 1000;

/** One build: what a person needs first, then stages, log, tests and artifacts. */
export async function buildView(root, signal, id) {
  const path = `/api/v1/builds/${id}`;
  const head = el("div");
  const stages = el("ul", { class: "stages" });
  const tests = el("div");
  const artifacts = el("div");
  const log = el("pre", { class: "log", tabindex: "0", role: "log", "aria-label": "Build log" });
  root.append(head, el("h2", {}, "Stages"), el("div", { class: "card" }, stages), tests, artifacts, el("h2", {}, "Log"), log);

  const state = { ended: false };
  async function refresh() {
    const build = await get(path);
    head.replaceChildren(...header(build, path, root));
    stages.replaceChildren(...(build.stages ?? []).map(stage));
    if (ENDED.has(build.status) && !state.ended) {
      state.ended = true;
      clearInterval(timer);
      tests.replaceChildren(...(await testsOf(path)));
      artifacts.replaceChildren(...(await artifactsOf(path)));
    }
  }
  const timer = setInterval(() => document.hidden || refresh().catch(() => {}), REFRESH_MILLIS);
  signal.addEventListener("abort", () => clearInterval(timer));
  followLog(log, `${path}/logs`, signal);
  await refresh();
}

function header(build, path, root) {
  const act = (name) => async () => {
    try {
      const answer = await post(`${path}/${name}`, {});
      if (name === "rerun") location.hash = `#/builds/${answer.executionId}`;
    } catch (error) {
      root.prepend(problem(error));
    }
  };
  const details = [
    ["Ref", build.gitRef], ["Commit", build.commit], ["Strategy", build.strategy], ["Priority", build.priority],
    ["Configuration", build.configuration], ["Agent", build.agent?.hostname], ["Duration", duration(build.duration)],
    ["Waits because", build.waitingFor],
  ].filter(([, value]) => value);
  return [
    el("h1", {}, build.projectName, " ", status(build.status)),
    build.errorMessage ? el("p", { class: "problem" }, build.errorMessage) : null,
    el("div", { class: "card" },
      el("dl", {}, details.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]),
        build.startTime ? [el("dt", {}, "Started"), el("dd", {}, time(build.startTime))] : [])),
    el("div", { class: "row" },
      ENDED.has(build.status) ? null : el("button", { type: "button", onclick: act("cancel") }, "Cancel"),
      el("button", { type: "button", onclick: act("rerun") }, "Run again")),
  ].filter(Boolean);
}

function stage(entry) {
  const counts = [
    entry.errorsCount ? `${entry.errorsCount} errors` : "", entry.warningsCount ? `${entry.warningsCount} warnings` : "",
  ].filter(Boolean).join(", ");
  return el("li", {},
    el("strong", {}, entry.name), status(entry.status), el("span", {}, duration(entry.duration)),
    el("span", { class: "quiet" }, [entry.message, counts].filter(Boolean).join(" · ")));
}

async function testsOf(path) {
  const page = await get(`${path}/tests?limit=200`);
  const summary = page.summary ?? page;
  if (!summary.total) return [];
  const failed = (page.items ?? []).filter((test) => test.outcome === "Failed");
  return [
    el("h2", {}, "Tests"),
    el("div", { class: "card" },
      el("p", {}, `${summary.passed} passed, ${summary.failed} failed, ${summary.skipped} skipped in ${duration(summary.duration)}`),
      failed.map((test) => el("details", { open: true },
        el("summary", {}, status("Failed"), " ", `${test.className}.${test.name}`),
        el("pre", { class: "stack" }, [test.errorMessage, test.stackTrace].filter(Boolean).join("\n"))))),
  ];
}

async function artifactsOf(path) {
  const { artifacts } = await get(`${path}/artifacts`);
  if (!artifacts.length) return [];
  return [
    el("h2", {}, "Artifacts"),
    el("table", {}, el("tbody", {}, artifacts.map((artifact) => el("tr", {},
      el("td", {}, el("button", { type: "button", onclick: () => download(artifact.downloadUrl) }, artifact.path)),
      el("td", { class: "right" }, bytes(artifact.sizeBytes)),
      el("td", { class: "mono wide-only" }, artifact.sha256Hash))))),
  ];
}
