/** The REST API. Tokens live in this tab's session storage and are refreshed before they run out. */
const KEY = "build-server.session";
let session = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
let refreshing = null;

export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.status = status;
    this.detail = body.detail;
    this.errors = body.errors;
  }
}

export const signedIn = () => session !== null;

export async function signIn(username, password) {
  keep(await send("/api/v1/auth/token", { method: "POST", json: { username, password } }));
}

export function signOut() {
  session = null;
  sessionStorage.removeItem(KEY);
}

export async function get(path) {
  return (await authorized(path)).json();
}

export async function post(path, json) {
  return (await authorized(path, { method: "POST", json })).json();
}

/** Reads an event stream; `onEvent({event, id, data})` is called for each, until it ends or `signal` is aborted. */
export async function events(path, lastEventId, onEvent, signal) {
  const headers = { Accept: "text/event-stream", ...(lastEventId ? { "Last-Event-ID": lastEventId } : {}) };
  const response = await authorized(path, { headers, signal });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let pending = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    pending += value;
    let end;
    while ((end = pending.indexOf("\n\n")) >= 0) {
      const event = parse(pending.slice(0, end));
      pending = pending.slice(end + 2);
      if (event) onEvent(event);
    }
  }
}

/** Downloads an artifact: a link cannot carry the token, so the server is asked for a signed URL that needs none. */
export async function download(path) {
  const { url } = await get(path.replace(/\/download$/, "/link"));
  location.assign(url);
}

function parse(block) {
  const event = { event: "message", id: "", data: [] };
  for (const line of block.split("\n")) {
    const [, field, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (field === "data") event.data.push(value);
    else if (field === "event" || field === "id") event[field] = value;
  }
  return event.data.length || event.event !== "message" ? { ...event, data: event.data.join("\n") } : null;
}

async function authorized(path, options = {}) {
  if (session && Date.now() > session.refreshAt) await refresh();
  let response = await request(path, options);
  if (response.status === 401 && session) {
    await refresh();
    response = await request(path, options);
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

function refresh() {
  refreshing ??= send("/api/v1/auth/refresh", { method: "POST", json: { refreshToken: session.refreshToken } })
    .then(keep)
    .catch((error) => {
      signOut();
      dispatchEvent(new Event("signed-out"));
      throw error;
    })
    .finally(() => { refreshing = null; });
  return refreshing;
}

async function send(path, options) {
  const response = await request(path, options);
  if (!response.ok) throw await problemOf(response);
  return response.json();
}

function request(path, { method = "GET", json, headers = {}, signal } = {}) {
  const all = { Accept: "application/json", ...headers };
  if (session) all.Authorization = `Bearer ${session.accessToken}`;
  if (json !== undefined) all["Content-Type"] = "application/json";
  return fetch(path, { method, headers: all, signal, body: json === undefined ? undefined : JSON.stringify(json) });
}

async function problemOf(response) {
  const body = await response.json().catch(() => ({}));
  return new Problem(response.status, body);
}

function keep(tokens) {
  session = { ...tokens, refreshAt: Date.now() + (tokens.expiresIn - 30) * 1000 };
  sessionStorage.setItem(KEY, JSON.stringify(session));
}
