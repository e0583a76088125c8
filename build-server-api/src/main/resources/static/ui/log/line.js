/** One line as a row: number, time and text. The log's own prefix of time and level is shown as columns. */
import { html, nothing } from "../core/element.js";
import { clock } from "../core/format.js";
import { coloured } from "./ansi.js";

const PREFIX = /^\[(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)\] (DEBUG|INFO|WARN|ERROR): /;

export function timeOf(text) {
  const match = PREFIX.exec(text ?? "");
  return match ? new Date(`${match[1]}T${match[2]}Z`) : null;
}

function shownTime(text, mode, start) {
  const time = timeOf(text);
  if (!time || mode === "off") return "";
  if (mode === "absolute") return clock(time);
  const past = Math.max(0, Math.round((time - start) / 1000));
  return `${Math.floor(past / 60)}:${String(past % 60).padStart(2, "0")}`;
}

export function lineRow({ number, text, wanted, current, selected, part, folded, times, start, onNumber, onFold }) {
  const level = PREFIX.exec(text ?? "")?.[3] ?? "";
  const shown = text === undefined ? null : text.replace(PREFIX, "");
  return html`<div class="log-line ${level} ${current ? "current" : ""} ${selected ? "selected" : ""} ${part ? (part.isStage ? "section" : "group") : ""}" data-line=${number}>
    <a class="number" href="#L${number + 1}" aria-label="Line ${number + 1}" tabindex="-1" @click=${(event) => onNumber(event, number)}>${number + 1}</a>
    ${part ? html`<button type="button" class="fold" tabindex="-1" aria-expanded=${folded ? "false" : "true"} aria-label="${folded ? "Unfold" : "Fold"} ${part.name}"
      @click=${() => onFold(part.key)}>${folded ? "▸" : "▾"}</button>` : html`<span class="fold"></span>`}
    ${times === "off" ? nothing : html`<span class="line-time" title=${timeOf(text)?.toLocaleString() ?? ""}>${shownTime(text, times, start)}</span>`}
    <span class="text">${shown === null ? html`<span class="pending"></span>` : coloured(shown, wanted)}${part && folded ? html`<span class="quiet folded-note"> ${part.name}: ${part.lines} lines</span>` : nothing}</span></div>`;
}
