/** What of a build is compared with another one: failing tests, warnings and errors, projects. */
import { get } from "../core/api.js";
import { testName } from "./findings.js";

const MOST = 500;

export async function resultsOf(id, signal) {
  const path = `/api/v1/builds/${id}`;
  const [tests, findings, projects] = await Promise.all([
    get(`${path}/tests?outcome=Failed&limit=${MOST}`, signal), get(`${path}/diagnostics?limit=${MOST}`, signal), get(`${path}/projects?limit=200`, signal)]);
  return {
    red: new Set(tests.items.map(testName)),
    // Without the line: one that only moved is not new.
    findings: new Set(findings.items.map((one) => `${one.code ?? one.severity} ${one.file ?? one.project ?? ""}: ${one.message}`)),
    projects: projects.items,
  };
}

/** The names of tests that failed in the latest build before this one that ran any, or null where there is none. */
export async function knownFailures(build, signal) {
  const before = await get(`/api/v1/builds?${new URLSearchParams([["project", build.projectName], ["to", build.createdAt], ["status", "Succeeded"], ["status", "Failed"], ["limit", "5"]])}`, signal);
  for (const { executionId } of before.items) {
    if (executionId === build.executionId) continue;
    const { summary, items } = await get(`/api/v1/builds/${executionId}/tests?outcome=Failed&limit=${MOST}`, signal);
    if (summary) return { build: executionId, names: new Set(items.map(testName)) };
  }
  return null;
}
