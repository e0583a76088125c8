import { get } from "../shared/api.js";
import { duration, el, status, time } from "../shared/dom.js";

const REFRESH_MILLIS = 2000;

/** All builds, newest first; the first page stays live. */
export async function buildsView(root, signal) {
  const rows = el("tbody");
  const older = el("tbody");
  const more = el("button", { type: "button", onclick: loadMore }, "Show older builds");
  const empty = el("p", { class: "quiet" }, "No build yet. Start one over the REST API; the README shows how.");
  let next = null;

  const table = el("table", {},
    el("thead", {}, el("tr", {}, ...["Status", "Project", "Ref", "Strategy", "Now", "Duration", "Started by", "Requested"]
      .map((title) => el("th", { scope: "col" }, title)))),
    rows, older);
  root.append(el("h1", {}, "Builds"), table, el("p", {}, more));

  async function refresh() {
    const page = await get("/api/v1/builds?limit=50");
    rows.replaceChildren(...page.items.map(row));
    if (!older.hasChildNodes()) next = page.links?.next ?? null;
    more.hidden = !next;
    if (page.items.length === 0) table.after(empty);
    else empty.remove();
  }

  async function loadMore() {
    const page = await get(next);
    older.append(...page.items.map(row));
    next = page.links?.next ?? null;
    more.hidden = !next;
  }

  await refresh();
  const timer = setInterval(() => document.hidden || refresh().catch(() => {}), REFRESH_MILLIS);
  signal.addEventListener("abort", () => clearInterval(timer));
}

function row(build) {
  return el("tr", {},
    el("td", {}, status(build.status)),
    el("td", {}, el("a", { href: `#/builds/${build.executionId}` }, build.projectName),
      build.errorMessage ? el("div", { class: "quiet" }, build.errorMessage) : null),
    el("td", { class: "mono" }, (build.gitRef ?? "").replace(/^refs\/(heads|tags)\//, "")),
    el("td", {}, build.strategy ?? ""),
    el("td", {}, build.currentStage ?? ""),
    el("td", {}, duration(build.duration)),
    el("td", {}, build.requesterEmail ?? ""),
    el("td", {}, time(build.createdAt)));
}
