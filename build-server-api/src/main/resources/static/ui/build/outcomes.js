/** What became of a project, by word, class and sign, so that colour is never alone. */
export const OUTCOMES = {
  Full: { word: "put in place", kind: "good", sign: "✓" },
  Compile: { word: "not compiled", kind: "busy", sign: "½" },
  Miss: { word: "built", kind: "", sign: "" },
  Failed: { word: "failed", kind: "bad", sign: "✕" },
  Building: { word: "building", kind: "busy", sign: "…" },
};

export const outcome = (name) => OUTCOMES[name] ?? { word: name, kind: "", sign: "" };

/** Paths of the projects that errors name, without the folder that sources have inside a sandbox. */
export const failedProjects = (errors) => new Set(errors.map(({ project }) => (project ?? "").replaceAll("\\", "/").replace(/^\/src\//, "")).filter(Boolean));

/** The outcome of one, errors before what the cache says. */
export const outcomeOf = (path, hit, failed) => (failed.has(path) ? "Failed" : hit);
