import { html } from "../core/element.js";
import { get } from "../core/api.js";
import { ref } from "../core/format.js";
import { nextTheme } from "../core/preferences.js";
import { go } from "../core/router.js";
import { may } from "../core/session.js";
import { dialog, toast } from "../shared/dialogs.js";
import { state } from "../shared/parts.js";
import { SECTIONS } from "./routes.js";
import { openShortcuts } from "./shortcut-sheet.js";

const COMMANDS = [
  { label: "Start a build", run: () => go("/builds?start=1") },
  { label: "Show failed builds", run: () => go("/builds?status=Failed") },
  { label: "Show running builds", run: () => go("/builds?status=Running&status=Queued") },
  { label: "API tokens", run: () => go("/account/tokens") },
  { label: "Change colours", run: () => toast(`Colours: ${nextTheme()}`) },
  { label: "Shortcuts", run: () => setTimeout(openShortcuts) },
];

/** Finds commands and the latest builds by a few letters. */
export function openPalette() {
  if (document.querySelector("dialog[open]")) return;
  let typed = "";
  let chosen = 0;
  let builds = [];
  const go2 = SECTIONS.filter(({ role }) => !role || may(role)).map(({ section, label }) => ({ label: `Go to ${label}`, run: () => go(`/${section}`) }));

  const entries = () => [...go2, ...COMMANDS, ...builds.map((build) => ({
    label: `${build.projectName} ${ref(build.gitRef)}`, status: build.status, run: () => go(`/builds/${build.executionId}`),
  }))].filter(({ label }) => typed.split(/\s+/).every((word) => label.toLowerCase().includes(word.toLowerCase()))).slice(0, 12);

  const box = dialog("Commands", (close, draw) => {
    const found = entries();
    chosen = Math.min(chosen, Math.max(0, found.length - 1));
    const run = (entry) => { close(); entry?.run(); };
    const key = (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        chosen = (chosen + step + found.length) % Math.max(1, found.length);
        event.preventDefault();
        draw();
      } else if (event.key === "Enter") {
        event.preventDefault();
        run(found[chosen]);
      }
    };
    return html`<input class="palette-input" type="text" role="combobox" aria-label="Command or build" aria-expanded="true" aria-controls="palette-list"
        aria-activedescendant=${found.length ? `palette-${chosen}` : ""} placeholder="Type a command or a project" autofocus
        @input=${(event) => { typed = event.target.value; chosen = 0; draw(); }} @keydown=${key}>
      <ul class="palette" id="palette-list" role="listbox" aria-label="Commands">${found.map((entry, i) => html`
        <li id="palette-${i}" role="option" aria-selected=${i === chosen} @click=${() => run(entry)}>${entry.status ? state(entry.status, { word: false }) : ""}<span>${entry.label}</span></li>`)}</ul>
      ${found.length ? "" : html`<p class="quiet">Nothing has this name.</p>`}`;
  });
  box.classList.add("palette-dialog");
  get("/api/v1/builds?limit=50").then((page) => {
    builds = page.items;
    box.querySelector("input")?.dispatchEvent(new Event("input"));
  }).catch(() => null);
}
