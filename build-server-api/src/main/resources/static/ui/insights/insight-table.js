import { View, define, html, nothing } from "../core/element.js";

/**
 * A table of insights with its CSV file from the server. A column is `[heading, cell, kind]`; kind is `number`, or a function that
 * returns the share of a bar, from 0 to 1.
 */
class InsightTable extends View {
  static properties = { heading: {}, orders: {}, order: {}, columns: {}, rows: {}, csv: {} };

  choose(order) {
    this.dispatchEvent(new CustomEvent("order", { detail: order }));
  }

  render() {
    return html`<section class="card"><header class="card-head"><h2>${this.heading}</h2>
        <span class="actions">${this.orders ? html`<span class="chips" role="group" aria-label="Order">${this.orders.map(([name, label]) => html`<button type="button" class="chip" aria-pressed=${name === this.order ? "true" : "false"} @click=${() => this.choose(name)}>${label}</button>`)}</span>` : nothing}
          <a class="button plain" href=${this.csv} download>CSV</a></span></header>
      ${this.rows.length ? html`<div class="scroll-x" tabindex="0" role="region" aria-label=${this.heading}><table><thead><tr>${this.columns.map(([heading, , kind]) => html`<th scope="col" class=${kind === "number" ? "right" : ""}>${heading}</th>`)}</tr></thead>
        <tbody>${this.rows.map((row) => html`<tr>${this.columns.map(([heading, cell, kind]) => html`<td class=${kind === "number" ? "right" : ""}>${cell(row)}${typeof kind === "function" ? bar(heading, kind(row)) : nothing}</td>`)}</tr>`)}</tbody></table></div>`
        : html`<p class="quiet">None in this time.</p>`}</section>`;
  }
}

const bar = (label, share) => html`<progress class="share" max="1" value=${share} aria-label=${label}></progress>`;
define("insight-table", InsightTable);
