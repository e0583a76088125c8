/** The REST API. The session is a cookie that scripts cannot read; the header says that one of our pages sends the request. */
const HEADERS = { "X-Build-Server-UI": "1" };

/** An error as the server describes it (RFC 9457). */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? `The server answered ${status}.`);
    this.status = status;
    this.errors = body.errors ?? [];
  }
}

export async function send(method, path, body, signal) {
  let response;
  try {
    response = await fetch(path, {
      method,
      signal,
      headers: body === undefined ? HEADERS : { ...HEADERS, "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new Problem(0, { detail: "The server cannot be reached. It is asked again as soon as it is back." });
  }
  if (response.ok) return response.status === 204 ? null : response.json();
  const problem = new Problem(response.status, await response.json().catch(() => ({})));
  if (response.status === 401 && path !== "/api/v1/auth/session") dispatchEvent(new Event("signed-out"));
  throw problem;
}

export const get = (path, signal) => send("GET", path, undefined, signal);
export const post = (path, body = {}) => send("POST", path, body);
export const patch = (path, body) => send("PATCH", path, body);
export const remove = (path) => send("DELETE", path);

/** The query of an address; empty values are left out, lists are repeated. */
export function query(parameters) {
  const all = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of [value].flat()) if (one !== undefined && one !== null && one !== "") all.append(name, one);
  }
  const text = all.toString();
  return text ? `?${text}` : "";
}

const missing = new Set();

/** What a route answers that this server may not have: null where there is none, which is asked only once. */
export async function getIfThere(path, signal) {
  const route = path.replace(/[0-9a-f-]{36}/, "*");
  if (missing.has(route)) return null;
  try {
    return await get(path, signal);
  } catch (problem) {
    if (problem.status !== 404 && problem.status !== 405) throw problem;
    missing.add(route);
    return null;
  }
}
