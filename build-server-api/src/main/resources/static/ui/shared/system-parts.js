/** What the server needs, in plain words. What is away and what that means the server says itself. */
import { get } from "../core/api.js";

const NAMES = { database: "The database", redis: "Redis", store: "The artifact store", disk: "The server's disk" };
const FINE = { database: "answers.", redis: "answers.", store: "answers.", disk: "has room." };

export const partName = (part) => NAMES[part] ?? part;
export const isThere = (part) => FINE[part] ?? "is there.";
export const isAway = (part) => (part === "disk" ? "is almost full." : "does not answer.");

/** The state of the system; without the database no request is answered, and this is what one knows then. */
export async function systemState(signal) {
  try {
    return await get("/api/v1/system/status", signal);
  } catch (problem) {
    if (problem.status !== 503) throw problem;
    return { degraded: true, parts: [{ part: "database", up: false, since: null, effect: problem.message }] };
  }
}
