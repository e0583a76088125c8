/** Builds whose end one wants to be told of, on whatever view one is then; until the tab is closed. */
import { get } from "../core/api.js";
import { ref } from "../core/format.js";
import { live } from "../core/live.js";
import { isEnded } from "./result.js";

const watched = new Set();

export const isWatched = (id) => watched.has(id);

/** Begins or stops to watch; returns whether the browser will tell. */
export async function watch(id, wanted) {
  watched.delete(id);
  if (!wanted || !("Notification" in globalThis) || (await Notification.requestPermission()) !== "granted") return false;
  watched.add(id);
  // It may have ended while one was asked.
  get(`/api/v1/builds/${id}`).then(tell, () => null);
  return true;
}

function tell(build) {
  if (!isEnded(build) || !watched.delete(build.executionId)) return;
  const note = new Notification(`${build.projectName}: ${build.status}`, { body: build.errorMessage ?? ref(build.gitRef), tag: build.executionId });
  note.addEventListener("click", () => {
    focus();
    open(`/builds/${build.executionId}`, "_self");
  });
}

live.addEventListener("build", ({ detail }) => tell(detail));
live.addEventListener("refresh", () => watched.forEach((id) => get(`/api/v1/builds/${id}`).then(tell, () => null)));
