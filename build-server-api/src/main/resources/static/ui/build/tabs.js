/** The tabs of a build, with what they hold as a number. */
import { isEnded } from "./result.js";

const sum = (stages, name) => (stages ?? []).reduce((total, stage) => total + (stage[name] ?? 0), 0);

export function tabsOf(build) {
  const errors = sum(build.stages, "errorsCount");
  const warnings = sum(build.stages, "warningsCount");
  const { failed = 0, total = 0 } = build.testResults ?? {};
  return [
    { name: "", label: "Summary" },
    { name: "log", label: "Log" },
    { name: "tests", label: "Tests", count: failed || total, bad: failed > 0 },
    { name: "problems", label: "Problems", count: errors + warnings, bad: errors > 0 },
    { name: "changes", label: "Changes" },
    { name: "artifacts", label: "Artifacts" },
    { name: "projects", label: "Projects" },
    ...(isEnded(build) ? [{ name: "compare", label: "Compare" }] : []),
    { name: "details", label: "Details" },
  ];
}
