/** What a reader likes, kept in this browser: looks and filters, never a credential. */
const KEY = "build-server.preferences";

function all() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") ?? {};
  } catch {
    return {};
  }
}

export const preference = (name, byDefault) => all()[name] ?? byDefault;

export function prefer(name, value) {
  localStorage.setItem(KEY, JSON.stringify({ ...all(), [name]: value }));
}

export const THEMES = ["system", "light", "dark"];

export function applyTheme(theme = preference("theme", "system")) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function nextTheme() {
  const theme = THEMES[(THEMES.indexOf(preference("theme", "system")) + 1) % THEMES.length];
  prefer("theme", theme);
  applyTheme(theme);
  return theme;
}
