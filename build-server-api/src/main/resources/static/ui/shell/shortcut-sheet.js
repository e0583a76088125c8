import { html } from "../core/element.js";
import { listed } from "../core/keys.js";
import { dialog } from "../shared/dialogs.js";

/** Lists the shortcuts that hold now. */
export function openShortcuts() {
  dialog("Shortcuts", () => html`<div class="shortcuts">${listed().map(({ group, keys }) => html`<section><h3>${group}</h3>
    <dl>${keys.map((entry) => html`<div><dt>${entry.keys.split(" ").map((key) => html`<kbd>${key === " " ? "Space" : key}</kbd>`)}</dt>
      <dd>${entry.sentence}</dd></div>`)}</dl></section>`)}</div>`, { wide: true });
}
