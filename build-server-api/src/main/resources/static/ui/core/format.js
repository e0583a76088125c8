/** Durations, times and sizes as people read them. */
const ISO = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/;

/** Seconds of an ISO-8601 duration, or null. */
export function seconds(iso) {
  const match = ISO.exec(iso ?? "");
  if (!match) return null;
  const [days, hours, minutes, rest] = match.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + rest;
}

/** Two units, or one where nothing is left over. */
function parts(seconds, [large, name], [small, rest]) {
  const left = Math.floor((seconds % large) / small);
  return `${Math.floor(seconds / large)} ${name}${left ? ` ${left} ${rest}` : ""}`;
}

export function span(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return "";
  if (value === 0) return "0 s";
  if (value < 0.0995) return `${Math.round(value * 1000)} ms`;
  if (value < 9.95) return `${value.toFixed(1)} s`;
  if (value < 60) return `${Math.round(value)} s`;
  const whole = Math.round(value);
  if (whole < 3600) return parts(whole, [60, "min"], [1, "s"]);
  return whole < 86400 ? parts(whole, [3600, "h"], [60, "min"]) : parts(whole, [86400, "d"], [3600, "h"]);
}

export const duration = (iso) => span(seconds(iso));

const RELATIVE = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "narrow" });
const STEPS = [[60, "second", 1], [3600, "minute", 60], [86400, "hour", 3600], [604800, "day", 86400], [2629800, "week", 604800], [31557600, "month", 2629800]];

export function ago(iso, now = Date.now()) {
  const past = (new Date(iso).getTime() - now) / 1000;
  if (Math.abs(past) < 5) return "now";
  const [, unit, size] = STEPS.find(([limit]) => Math.abs(past) < limit) ?? [0, "year", 31557600];
  return RELATIVE.format(Math.trunc(past / size), unit);
}

/** The exact time in the reader's zone, with the zone. */
export const exact = (iso) => new Date(iso).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "long" });
export const clock = (date) => date.toLocaleTimeString(undefined, { hour12: false });

export function bytes(count) {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) { value /= 1000; unit++; }
  return unit === 0 ? `${value} B` : `${value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}

export const number = (value) => Number(value ?? 0).toLocaleString("en");
export const percent = (share) => (share === null || share === undefined ? "" : `${(share * 100).toFixed(share === 1 || share === 0 ? 0 : 1)} %`);
export const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

/** A ref as people say it: without `refs/heads/`. */
export const ref = (name) => (name ?? "").replace(/^refs\/(heads|tags)\//, "");
export const short = (sha) => (sha ?? "").slice(0, 8);
