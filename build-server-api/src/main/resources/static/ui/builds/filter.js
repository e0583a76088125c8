/** The filters of the list of builds, as they stand in the address. */
import { ref } from "../core/format.js";

export const FIELDS = ["search", "project", "status", "branch", "requester", "strategy", "agent", "from", "to"];
export const STATUSES = ["Queued", "Running", "Succeeded", "Failed", "Cancelled", "TimedOut"];
export const STRATEGIES = ["Incremental", "Clean", "Cached", "Distributed", "Canary"];

export function filterOf(parameters) {
  const filter = {};
  for (const name of FIELDS) {
    const values = parameters.getAll(name);
    if (values.length) filter[name] = name === "status" ? values : values[0];
  }
  return filter;
}

/** Where a text is looked for, as the server does; agents stand in no list, so that only the server can tell. */
function mentions(build, text) {
  const wanted = text.toLowerCase();
  return [build.projectName, build.gitRef, build.requestedBy, build.requesterEmail, build.commitAuthor, build.commitMessage]
    .some((value) => value?.toLowerCase().includes(wanted)) || build.commit?.startsWith(wanted);
}

/** Whether a build is among those that the filter wants, as the server decides it. */
export function matches(build, filter) {
  return !filter.agent && (!filter.search || mentions(build, filter.search))
    && (!filter.project || build.projectName === filter.project)
    && (!filter.status || filter.status.includes(build.status))
    && (!filter.branch || build.gitRef === filter.branch || ref(build.gitRef) === filter.branch)
    && (!filter.requester || [build.requesterEmail, build.requestedBy].includes(filter.requester))
    && (!filter.strategy || build.strategy === filter.strategy)
    && (!filter.from || build.createdAt >= new Date(filter.from).toISOString())
    && (!filter.to || build.createdAt < new Date(filter.to).toISOString());
}
