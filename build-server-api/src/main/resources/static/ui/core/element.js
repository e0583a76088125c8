/** Base of all components: reactive properties and templates, drawn into the element itself so that the style sheets reach it. */
import { ReactiveElement } from "../lib/reactive-element/reactive-element.js";
import { render } from "../lib/lit-html/lit-html.js";
import { live } from "./live.js";

export { html, nothing, svg } from "../lib/lit-html/lit-html.js";
export { repeat } from "../lib/lit-html/directives/repeat.js";

export class View extends ReactiveElement {
  #leaving = new AbortController();

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    if (this.#leaving.signal.aborted) this.#leaving = new AbortController();
    super.connectedCallback();
    this.on(live, "refresh", () => this.unanswered && this.attempt(this.unanswered));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#leaving.abort();
  }

  update(changed) {
    super.update(changed);
    render(this.render(), this, { host: this });
  }

  /** Aborted when the element is taken down. */
  get leaving() {
    return this.#leaving.signal;
  }

  /** Listens until the element is taken down. */
  on(target, name, listener) {
    target.addEventListener(name, listener.bind(this), { signal: this.leaving });
  }

  /** Calls `work` at intervals while the page is seen, until the element is taken down. */
  every(milliseconds, work) {
    const timer = setInterval(() => document.hidden || work.call(this), milliseconds);
    this.leaving.addEventListener("abort", () => clearInterval(timer));
  }

  /** Runs `work`; what it throws is shown in place of the view's content. What could not reach the server is done once it is back. */
  async attempt(work) {
    try {
      const result = await work();
      this.problem = this.unanswered = null;
      return result;
    } catch (problem) {
      if (!this.leaving.aborted) this.problem = problem;
      this.unanswered = problem.status === 0 ? work : null;
      return undefined;
    } finally {
      this.loaded = true;
      this.requestUpdate();
    }
  }
}

/** Registers a component. */
export const define = (name, type) => customElements.define(name, type);
