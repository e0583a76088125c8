/** Which address shows which view. */
const ID = "([0-9a-f-]{36})";

export const ROUTES = [
  { path: /^\/builds$/, tag: "builds-view", load: () => import("../builds/builds-view.js"), section: "builds" },
  { path: new RegExp(`^/builds/${ID}(?:/(\\w+))?$`), tag: "build-view", load: () => import("../build/build-view.js"), section: "builds", names: ["build", "tab"] },
  { path: /^\/queue$/, tag: "queue-view", load: () => import("../queue/queue-view.js"), section: "queue" },
  { path: /^\/agents$/, tag: "agents-view", load: () => import("../agents/agents-view.js"), section: "agents" },
  { path: /^\/insights$/, tag: "insights-view", load: () => import("../insights/insights-view.js"), section: "insights" },
  { path: /^\/insights\/tests$/, tag: "test-history", load: () => import("../insights/test-history.js"), section: "insights" },
  { path: /^\/account\/tokens$/, tag: "account-tokens", load: () => import("../account/account-tokens.js"), section: "" },
  { path: /^\/admin(?:\/([\w-]+))?$/, tag: "admin-view", load: () => import("../admin/admin-view.js"), section: "admin", names: ["section"], role: "BuildMaster" },
];

export function routeOf(path) {
  for (const route of ROUTES) {
    const match = route.path.exec(path);
    if (match) return { ...route, values: Object.fromEntries((route.names ?? []).map((name, i) => [name, match[i + 1] ?? ""])) };
  }
  return null;
}

export const SECTIONS = [
  { section: "builds", label: "Builds", key: "g b" },
  { section: "queue", label: "Queue", key: "g q" },
  { section: "agents", label: "Agents", key: "g a" },
  { section: "insights", label: "Insights", key: "g i" },
  { section: "admin", label: "Administration", key: "g d", role: "BuildMaster" },
];
