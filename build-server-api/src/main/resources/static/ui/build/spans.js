/** What ran where and when, for builds of one task and of many. */
const at = (iso) => (iso ? new Date(iso).getTime() : null);

/** The tries of all tasks as bars, with those on the critical path marked. */
export function barsOf(build, now = Date.now()) {
  const needs = new Map((build.tasks ?? []).map((task) => [task.name, task.dependsOn ?? []]));
  const bars = (build.attempts ?? []).filter(({ startTime }) => startTime).map((attempt) => ({
    task: attempt.task, number: attempt.number, agent: attempt.agentId, host: attempt.hostname, state: attempt.state, message: attempt.message,
    from: at(attempt.startTime), to: at(attempt.endTime) ?? now, ended: Boolean(attempt.endTime), failed: Boolean(attempt.failureKind),
  }));
  for (const bar of criticalPath(bars, needs)) bar.critical = true;
  return bars;
}

/** Tasks that no agent has begun yet, with what they wait for. */
export const tasksToCome = (build) => (build.tasks ?? []).filter((task) => !task.startTime && !task.endTime);

/**
 * From the try that ended last back through what it waited for: the last one to end among those that it needs, or, where needs are
 * not told, among those that ended before it began.
 */
export function criticalPath(bars, needs) {
  const path = [];
  const latest = (some) => some.reduce((last, bar) => (!last || bar.to > last.to ? bar : last), null);
  for (let bar = latest(bars); bar; ) {
    path.push(bar);
    const { from, task } = bar;
    bar = latest(bars.filter((other) => !path.includes(other) && other.to <= from + 250 && (other.task === task || !needs.size || needs.get(task)?.includes(other.task))));
  }
  return path;
}

/** Whether it takes a plot over agents to show what ran. */
export const isSpread = (build) => Math.max(build.tasks?.length ?? 0, new Set((build.attempts ?? []).map(({ task }) => task)).size) > 1;
