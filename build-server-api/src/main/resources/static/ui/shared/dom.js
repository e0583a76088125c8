/** Makes an element. Text is always text: nothing that came from a build is ever parsed as HTML. */
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value != null) node.setAttribute(key, value);
  }
  node.append(...children.flat().filter((child) => child != null));
  return node;
}

const SHAPES = {
  Succeeded: "✓", Passed: "✓", Healthy: "✓", Failed: "✗", TimedOut: "⏱", Unhealthy: "✗", Running: "●", Building: "●",
  Cancelling: "◐", Cancelled: "⊘", Queued: "○", Pending: "○", Skipped: "–", Idle: "○", Offline: "⊘", Maintenance: "◐", Degraded: "!",
};

/** A state as shape, word and colour. */
export function status(value) {
  return el("span", { class: `status status-${value}` }, `${SHAPES[value] ?? "•"} ${value}`);
}

/** A time as the reader's own clock shows it, with the exact time on hover. */
export function time(iso) {
  if (!iso) return "";
  const date = new Date(iso);
  return el("time", { datetime: iso, title: iso }, date.toLocaleString());
}

/** An ISO-8601 duration as people read it. */
export function duration(iso) {
  const match = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(iso ?? "");
  if (!match) return "";
  const [hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  if (hours) return `${hours} h ${minutes} min`;
  if (minutes) return `${minutes} min ${Math.floor(seconds)} s`;
  return `${seconds.toFixed(1)} s`;
}

export function bytes(count) {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) { value /= 1000; unit++; }
  return unit === 0 ? `${value} B` : `${value.toFixed(1)} ${units[unit]}`;
}

/** A problem in words: title and detail of RFC 9457, and the fields it names. */
export function problem(error) {
  const fields = (error.errors ?? []).map((entry) => el("li", {}, el("code", {}, entry.field), " ", entry.message));
  return el("div", { class: "card", role: "alert" },
    el("p", { class: "problem" }, error.detail ?? error.message ?? String(error)),
    fields.length ? el("ul", {}, fields) : null);
}
