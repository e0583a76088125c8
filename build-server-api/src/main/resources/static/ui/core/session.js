/** Who is signed in, and what this role may do. The server refuses the rest all the same. */
import { get, post, remove } from "./api.js";

export const ROLES = ["Developer", "BuildMaster", "Admin"];
let user = null;

export const me = () => user;
export const may = (role) => user !== null && ROLES.indexOf(user.role) >= ROLES.indexOf(role);

export async function restore() {
  user = await get("/api/v1/auth/me").catch((problem) => {
    if (problem.status === 401) return null;
    throw problem;
  });
  return user;
}

export async function signIn(username, password) {
  user = await post("/api/v1/auth/session", { username, password });
}

export async function signOut() {
  await remove("/api/v1/auth/session").catch(() => null);
  user = null;
}

export const forget = () => { user = null; };
