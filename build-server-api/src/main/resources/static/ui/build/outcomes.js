/** What is becoming of a project, or became of it, by word, class and sign, so that colour is never alone. */
export const OUTCOMES = {
  Full: { word: "put in place", kind: "good", sign: "✓" },
  Compile: { word: "not compiled", kind: "busy", sign: "½" },
  Miss: { word: "built", kind: "", sign: "" },
  Building: { word: "being built", kind: "accent", sign: "…" },
  Waiting: { word: "to be built", kind: "", sign: "" },
  Failed: { word: "failed", kind: "bad", sign: "✕" },
  NotBuilt: { word: "not built", kind: "", sign: "–" },
};

export const outcome = (name) => OUTCOMES[name] ?? { word: name, kind: "", sign: "" };

/** What to show of one: what the cache did once it is done, and until then how far it has come. */
export const outcomeOf = ({ hit, state }) => (state === "Done" ? hit : state);
