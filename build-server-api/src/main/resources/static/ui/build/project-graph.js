import { View, define, html, svg } from "../core/element.js";
import { layers } from "./layers.js";

const WIDTH = 190;
const HEIGHT = 30;
const GAP_X = 60;
const GAP_Y = 12;
const MOST = 300;

const title = (name) => name.replace(/^.*\//, "").replace(/\.\w+proj(?=@|$)/, "");
const cut = (text) => (text.length > 24 ? `${text.slice(0, 23)}…` : text);

/** The projects and what they need, from left to right; the table below says the same in words. */
class ProjectGraph extends View {
  static properties = { nodes: {} };

  render() {
    if (this.nodes.length > MOST) return html`<p class="quiet">The graph of ${this.nodes.length} projects would be too large to read; the table has them all.</p>`;
    const { places, columns, rows } = layers(this.nodes);
    const x = ({ column }) => column * (WIDTH + GAP_X);
    const y = ({ row }) => row * (HEIGHT + GAP_Y);
    const edges = [...places.values()].flatMap((to) => to.node.dependencies.map((name) => places.get(name)).filter(Boolean).map((from) => {
      const [x1, y1, x2, y2] = [x(from) + WIDTH, y(from) + HEIGHT / 2, x(to), y(to) + HEIGHT / 2];
      return svg`<path class="edge" d="M${x1} ${y1}C${x1 + GAP_X / 2} ${y1} ${x2 - GAP_X / 2} ${y2} ${x2} ${y2}"></path>`;
    }));
    const width = columns * (WIDTH + GAP_X) - GAP_X;
    const height = rows * (HEIGHT + GAP_Y);
    return html`<h2>Graph</h2><p class="legend quiet"><span class="key Full"></span> put in place <span class="key Compile"></span> not compiled <span class="key Miss"></span> built</p>
      <div class="scroll-x" tabindex="0" role="region" aria-label="Graph of the projects"><svg class="graph" width=${width + 4} height=${height} viewBox="-2 -2 ${width + 4} ${height}" role="img" aria-label="Projects and what they need">
        ${edges}${[...places.values()].map((place) => svg`<g class="node ${place.node.hit}"><title>${place.node.name}: ${place.node.hit}</title>
          <rect x=${x(place)} y=${y(place)} width=${WIDTH} height=${HEIGHT} rx="6"></rect><text x=${x(place) + 10} y=${y(place) + HEIGHT / 2 + 4}>${cut(title(place.node.name))}</text></g>`)}</svg></div>`;
  }
}
define("project-graph", ProjectGraph);
