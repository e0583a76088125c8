import { View, define, html } from "../core/element.js";
import { number, percent, span } from "../core/format.js";
import { downloadCsv } from "./csv.js";
import { uPlot } from "./uplot.js";

const HEIGHT = 200;
const MOST_POINTS = 100;
/** There are no halves of builds, and nobody reads durations below a millisecond. */
const LEAST = { count: 1, span: 0.001 };
const WHOLE_STEPS = Array.from({ length: 9 }, (_, i) => [1, 2, 5].map((step) => step * 10 ** i)).flat();

/** Values over time as lines, with the same values as a table and as a CSV file: the server's where `csv` is its address. */
class TimePlot extends View {
  static properties = { heading: {}, unit: {}, csv: {}, times: {}, series: {} };

  connectedCallback() {
    super.connectedCallback();
    const look = matchMedia("(prefers-color-scheme: dark)");
    this.on(look, "change", this.draw);
    this.watch = new ResizeObserver(() => this.plot?.setSize({ width: this.clientWidth - 32, height: HEIGHT }));
    this.watch.observe(this);
    const theme = new MutationObserver(() => this.draw());
    theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    this.leaving.addEventListener("abort", () => {
      theme.disconnect();
      this.watch.disconnect();
    });
  }

  updated() {
    this.draw();
  }

  text(value) {
    if (value === null || value === undefined) return "–";
    if (this.unit === "percent") return percent(value);
    return this.unit === "span" ? span(value) : number(value);
  }

  async draw() {
    const Plot = await uPlot();
    const box = this.querySelector(".plot");
    if (!box || !this.isConnected) return;
    this.plot?.destroy();
    const style = getComputedStyle(this);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    const axis = { stroke: colour("quiet"), grid: { stroke: colour("line"), width: 1 }, ticks: { stroke: colour("line"), width: 1 }, font: `12px ${colour("font")}` };
    this.plot = new Plot({
      width: this.clientWidth - 32, height: HEIGHT, legend: { live: true },
      scales: { y: { range: (plot, low, high) => [0, this.unit === "percent" ? 1.05 : Math.max(high ?? 1, LEAST[this.unit]) * 1.1] } },
      axes: [axis, { ...axis, size: 80, ...(this.unit === "count" ? { incrs: WHOLE_STEPS } : {}), values: (plot, values) => values.map((value) => (this.unit === "percent" ? `${Math.round(value * 100)} %` : this.text(value))) }],
      series: [{ label: "Time" }, ...this.series.map(([label, tone]) => ({
        label, stroke: colour(tone), width: 2, spanGaps: true, points: { show: this.times.length <= MOST_POINTS, size: 5, fill: colour(tone) }, value: (plot, value) => this.text(value),
      }))],
    }, [this.times, ...this.series.map(([, , values]) => values)], box);
  }

  rows() {
    return this.times.map((at, i) => ({ time: new Date(at * 1000).toISOString(), ...Object.fromEntries(this.series.map(([label, , values]) => [label, values[i]])) }))
      .filter((row) => this.series.some(([label]) => row[label]));
  }

  render() {
    return html`<figure class="card"><figcaption class="card-head"><h2>${this.heading}</h2>${this.csv ? html`<a class="button plain" href=${this.csv} download>CSV</a>` : html`<button type="button" class="plain" @click=${() => downloadCsv(`${this.heading}.csv`, this.rows())}>CSV</button>`}</figcaption>
      <div class="plot" aria-hidden="true"></div>
      <details><summary>As a table</summary><div class="scroll-x" tabindex="0" role="region" aria-label=${this.heading}><table><thead><tr><th scope="col">Time</th>${this.series.map(([label]) => html`<th scope="col" class="right">${label}</th>`)}</tr></thead>
        <tbody>${this.rows().map((row) => html`<tr><td>${new Date(row.time).toLocaleString()}</td>${this.series.map(([label]) => html`<td class="right">${this.text(row[label])}</td>`)}</tr>`)}</tbody></table></div></details></figure>`;
  }
}
define("time-plot", TimePlot);
