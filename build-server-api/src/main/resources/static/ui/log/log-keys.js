import { shortcuts } from "../core/keys.js";

/** Everything that the log can do, by keyboard. */
export function logKeys(view) {
  shortcuts("Log", {
    "/": ["Search the log", () => view.querySelector("input[type=search]")?.focus()],
    n: ["Next match", () => view.search.next(1)],
    N: ["Previous match", () => view.search.next(-1)],
    e: ["Next error", () => view.nextError(1)],
    E: ["Previous error", () => view.nextError(-1)],
    j: ["Down", () => view.window?.by(3)],
    k: ["Up", () => { view.follow = false; view.window?.by(-3); }],
    "g g": ["First line", () => view.show(0, 0)],
    G: ["Last line", () => view.show(view.source.total - 1, 1)],
    f: ["Follow", () => view.toggleFollow()],
    z: ["Fold or unfold all stages", () => view.foldAll()],
    p: ["Fold or unfold all projects", () => view.foldProjects()],
    o: ["Fold or unfold what the marked line is in", () => view.foldHere()],
    w: ["Wrap long lines", () => view.toggleWrap()],
    t: ["Show times", () => view.nextTimes()],
    y: ["Copy the marked lines", () => view.copySelection()],
  }, view.leaving);
}
