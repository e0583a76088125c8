/** Keyboard shortcuts: views add theirs while they are shown, and the sheet (`?`) lists all that hold now. */
const active = new Set();
let prefix = "";
let prefixTimer = 0;

const typing = (target) => target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;

/** Adds shortcuts `{keys: [sentence, action]}` until `signal` is aborted. Two keys after each other are written `g b`. */
export function shortcuts(group, table, signal) {
  const entry = { group, table };
  active.add(entry);
  signal.addEventListener("abort", () => active.delete(entry));
}

/** All shortcuts, for the sheet. */
export const listed = () => [...active].map(({ group, table }) => ({ group, keys: Object.entries(table).map(([keys, [sentence]]) => ({ keys, sentence })) }));

function find(keys) {
  for (const { table } of [...active].reverse()) if (table[keys]) return table[keys][1];
  return null;
}

const begins = (key) => [...active].some(({ table }) => Object.keys(table).some((keys) => keys.startsWith(`${key} `)));

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey) return;
  const palette = (event.ctrlKey || event.metaKey) && event.key === "k";
  if (!palette && (event.ctrlKey || event.metaKey || typing(event.target) || document.querySelector("dialog[open]"))) return;
  const key = palette ? "Ctrl+K" : event.key;
  const action = find(prefix ? `${prefix} ${key}` : key) ?? find(key);
  clearTimeout(prefixTimer);
  if (!prefix && !find(key) && begins(key)) {
    prefix = key;
    prefixTimer = setTimeout(() => { prefix = ""; }, 1200);
    event.preventDefault();
    return;
  }
  prefix = "";
  if (action) {
    event.preventDefault();
    action(event);
  }
});
