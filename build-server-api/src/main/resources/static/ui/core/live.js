/**
 * What changes, from one event stream for all tabs of the browser: the tab that holds the lock listens and tells the others.
 * Emits on `live`: `build` (detail: the build), `system` (a part of the server went or came back), `refresh` (read everything anew)
 * and `connection` (detail: whether there is one).
 */
export const live = new EventTarget();

export const BACK_AFTER = 2000;
/** The server sends something every 15 seconds; a connection that is silent for longer is none, whatever the browser says. */
const SILENCE = 40_000;
const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("build-server-live") : null;
let source = null;
let connected = true;
let wanted = false;
let lastPoint = null;

const tell = (name, detail) => live.dispatchEvent(new CustomEvent(name, { detail }));

function share(name, detail) {
  tell(name, detail);
  channel?.postMessage({ name, detail });
}

function connection(now) {
  if (connected === now) return;
  connected = now;
  share("connection", now);
  // Builds that changed meanwhile are told; what else has changed is not.
  if (now) share("refresh");
}

export const isConnected = () => connected;

async function read(signal) {
  const headers = { Accept: "text/event-stream", ...(lastPoint ? { "Last-Event-ID": lastPoint } : {}) };
  const response = await fetch("/api/v1/events", { headers, signal });
  if (response.status === 401) dispatchEvent(new Event("signed-out"));
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  connection(true);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let pending = "";
  for (;;) {
    const silence = setTimeout(() => source.abort(), SILENCE);
    const { value, done } = await reader.read().finally(() => clearTimeout(silence));
    if (done) return;
    const blocks = (pending + value).split("\n\n");
    pending = blocks.pop();
    blocks.forEach(take);
  }
}

function take(block) {
  const fields = Object.fromEntries([...block.matchAll(/^(event|id|data): ?(.*)$/gm)].map(([, name, value]) => [name, value]));
  if (fields.event === "build") share("build", JSON.parse(fields.data));
  if (fields.event === "system") share("system");
  // The first answer after a gap: whoever read before it may have missed something.
  if (fields.event === "reset" || (fields.event === "ready" && !lastPoint)) share("refresh");
  if (fields.id) lastPoint = fields.id;
}

async function listen() {
  while (wanted) {
    source = new AbortController();
    try {
      await read(source.signal);
    } catch {
      if (!wanted) return;
      connection(false);
    }
    await new Promise((resolve) => { setTimeout(resolve, BACK_AFTER * (0.5 + Math.random() / 2)); });
  }
}

export function start() {
  if (wanted) return;
  wanted = true;
  lastPoint = null;
  if (navigator.locks && channel) navigator.locks.request("build-server-live", listen);
  else listen();
}

export function stop() {
  wanted = false;
  source?.abort();
}

// The browser knows sooner than the stream that there is no network any more.
addEventListener("offline", () => source?.abort());

channel?.addEventListener("message", ({ data }) => {
  if (data.name === "connection") connected = data.detail;
  tell(data.name, data.detail);
});
