import { View, define, html, nothing, svg } from "../core/element.js";
import { layers } from "./layers.js";
import { OUTCOMES, outcome } from "./outcomes.js";

const WIDTH = 190;
const HEIGHT = 32;
const GAP_X = 56;
const GAP_Y = 12;
const MOST = 300;

const title = (name) => name.replace(/^.*\//, "").replace(/\.\w+proj(?=@|$)/, "");
const cut = (text) => (text.length > 24 ? `${text.slice(0, 23)}…` : text);

/** The projects and what they need, from left to right; the table below says the same in words. */
class ProjectGraph extends View {
  static properties = { nodes: {} };

  render() {
    const { nodes } = this;
    if (nodes.length > MOST) return html`<p class="quiet">The graph of ${nodes.length} projects would be too large to read; the table has them all.</p>`;
    const { places, columns, rows } = layers(nodes);
    // A framework that all share says nothing.
    const one = new Set(nodes.map(({ name }) => name.split("@")[1])).size === 1;
    const label = (name) => cut(one ? title(name).split("@")[0] : title(name));
    const x = ({ column }) => column * (WIDTH + GAP_X);
    const y = ({ row }) => row * (HEIGHT + GAP_Y);
    const edges = [...places.values()].flatMap((to) => to.node.dependencies.map((name) => places.get(name)).filter(Boolean).map((from) => {
      const [x1, y1, x2, y2] = [x(from) + WIDTH, y(from) + HEIGHT / 2, x(to), y(to) + HEIGHT / 2];
      const bend = Math.max(GAP_X, (x2 - x1) / 2) / 2;
      return svg`<path class="edge" d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}"></path>`;
    }));
    const width = columns * (WIDTH + GAP_X) - GAP_X;
    const height = rows * (HEIGHT + GAP_Y);
    const seen = Object.keys(OUTCOMES).filter((name) => nodes.some((node) => node.outcome === name));
    return html`<header class="card-head"><h2>Graph</h2><p class="legend quiet">${seen.map((name) => html`<span class="key ${name}"></span> ${OUTCOMES[name].word}`)}</p></header>
      <div class="scroll-x" tabindex="0" role="region" aria-label="Graph of the projects"><svg class="graph" width=${width + 4} height=${height} viewBox="-2 -2 ${width + 4} ${height}" role="img" aria-label="Projects and what they need">
        ${edges}${[...places.values()].map((place) => svg`<g class="node ${place.node.outcome}"><title>${place.node.name}: ${outcome(place.node.outcome).word}</title>
          <rect x=${x(place)} y=${y(place)} width=${WIDTH} height=${HEIGHT} rx="7"></rect><text x=${x(place) + 11} y=${y(place) + HEIGHT / 2 + 4}>${label(place.node.name)}</text>
          ${outcome(place.node.outcome).sign ? svg`<text class="sign" x=${x(place) + WIDTH - 11} y=${y(place) + HEIGHT / 2 + 4}>${outcome(place.node.outcome).sign}</text>` : nothing}</g>`)}</svg></div>`;
  }
}
define("project-graph", ProjectGraph);
