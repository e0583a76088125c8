/** The result of a build in one sentence. */
import { plural, seconds, span } from "../core/format.js";

const ENDED = new Set(["Succeeded", "Failed", "Cancelled", "TimedOut"]);

export const isEnded = (build) => ENDED.has(build.status);

export function sentence(build) {
  const took = span(seconds(build.duration));
  const failedStage = (build.stages ?? []).find((stage) => stage.status === "Failed")?.name;
  const tests = build.testResults;
  switch (build.status) {
    case "Succeeded": return `Succeeded in ${took}${tests ? `, ${plural(tests.passed, "test")} passed` : ""}.`;
    case "Failed": return `${failedStage ? `${failedStage} failed` : "Failed"}${took ? ` after ${took}` : ""}${tests?.failed ? `: ${tests.failed} of ${plural(tests.total, "test")}` : ""}.`;
    case "TimedOut": return `Ran out of time after ${took}.`;
    case "Cancelled": return `Cancelled${took ? ` after ${took}` : " before it started"}.`;
    case "Cancelling": return "Being cancelled.";
    case "Running": return build.currentStage ? `${build.currentStage}.` : "Running.";
    default: return build.queuePosition ? `Waiting, number ${build.queuePosition} in the queue.` : "Waiting.";
  }
}
