/** An agent's load now and over the last minutes, as far as this page has seen it. */
import { html, nothing, svg } from "../core/element.js";

const HEIGHT = 28;

export function meters(agent) {
  const { history, capabilities = {} } = agent;
  const free = agent.health?.diskSpaceAvailableGB ?? capabilities.availableDiskSpaceGB;
  return html`<div class="meters">
    ${meter("CPU", history.map(({ cpu }) => cpu), percent)}
    ${meter("Memory", history.map(({ memory }) => memory), percent)}
    ${free === undefined ? nothing : meter("Disk free", history.map(({ disk }) => disk ?? free), (value) => `${Math.round(value)} GB`, Math.max(...history.map(({ disk }) => disk ?? free), 1) * 1.25)}</div>`;
}

const percent = (value) => `${Math.round(value ?? 0)} %`;

function meter(name, past, text, most = 100) {
  const y = (value) => (HEIGHT - 1 - ((HEIGHT - 2) * Math.min(most, value ?? 0)) / most).toFixed(1);
  // One look is a level, not yet a course.
  const all = past.length > 1 ? past : [past[0], past[0]];
  const line = all.map((value, i) => `${((100 * i) / (all.length - 1)).toFixed(1)},${y(value)}`).join(" ");
  return html`<div class="meter"><span class="quiet">${name}</span><strong>${text(past.at(-1))}</strong>
    <svg viewBox="0 0 100 ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${name} ${text(past.at(-1))}">${svg`<polygon points=${`0,${HEIGHT} ${line} 100,${HEIGHT}`}></polygon><polyline points=${line}></polyline>`}</svg></div>`;
}
