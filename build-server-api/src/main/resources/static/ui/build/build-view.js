import { View, define, html, nothing } from "../core/element.js";
import { get, post, send } from "../core/api.js";
import { ref } from "../core/format.js";
import { shortcuts } from "../core/keys.js";
import { live } from "../core/live.js";
import { go } from "../core/router.js";
import { may } from "../core/session.js";
import { title } from "../core/tab.js";
import { confirm, toast } from "../shared/dialogs.js";
import { empty, showCurrent, shown } from "../shared/parts.js";
import { openStart, rerun } from "../start/start-build.js";
import { isEnded } from "./result.js";
import { tabsOf } from "./tabs.js";
import { isWatched, watch } from "./watched.js";
import "./build-header.js";
import "./build-summary.js";
import "./build-tests.js";
import "./build-problems.js";
import "./build-artifacts.js";
import "./build-changes.js";
import "./build-compare.js";
import "./build-details.js";
import "./build-projects.js";
import "../log/log-view.js";

const SLOW_REFRESH = 10_000;

/** One build: what a person needs first, then its log and results in tabs. Read anew whenever it changes. */
class BuildView extends View {
  static properties = { build: {}, tab: {}, address: {}, data: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.on(live, "build", ({ detail }) => detail.executionId === this.build && this.soon());
    this.on(live, "refresh", this.read);
    // Changes are told; this is for what is lost on the way.
    this.every(SLOW_REFRESH, () => this.data && !isEnded(this.data) && this.read());
    shortcuts("Build", {
      1: ["Summary", () => this.open("")], 2: ["Log", () => this.open("log")], 3: ["Tests", () => this.open("tests")], 4: ["Problems", () => this.open("problems")], 5: ["Changes", () => this.open("changes")],
      R: ["Run again", () => this.data && rerun(this.data)],
      X: ["Cancel", () => this.data && !isEnded(this.data) && may("BuildMaster") && this.cancel()],
      u: ["Back to all builds", () => go("/builds")],
    }, this.leaving);
  }

  willUpdate(changed) {
    if (changed.has("build")) {
      this.data = null;
      this.loaded = this.hasContent = false;
      this.read();
    }
  }

  updated(changed) {
    if (changed.has("tab") || changed.has("data")) showCurrent(this.querySelector(".tabs"));
  }

  open(tab) {
    go(`/builds/${this.build}${tab ? `/${tab}` : ""}`);
  }

  soon() {
    this.pending ??= setTimeout(() => {
      this.pending = null;
      this.read();
    }, 100);
  }

  async read() {
    const id = this.build;
    await this.attempt(async () => {
      const data = await get(`/api/v1/builds/${id}`, this.leaving);
      if (id !== this.build) return;
      this.data = data;
      this.hasContent = true;
      title(`${data.projectName} ${ref(data.gitRef)}`, data.status);
    });
  }

  async toggleNotice() {
    const told = await watch(this.build, !isWatched(this.build));
    toast(told ? "You will be told when it ends." : "You will not be told.");
    this.requestUpdate();
  }

  async pin() {
    try {
      await send(this.data.pinned ? "DELETE" : "PUT", `/api/v1/builds/${this.build}/pin`);
      toast(this.data.pinned ? "It goes with time, like any other." : "It is kept whatever its age.");
    } catch (problem) {
      toast(problem.message, "bad");
    }
    await this.read();
  }

  cancel() {
    confirm("Cancel this build?", `The agent ends its processes at once. ${this.data.projectName} has to be started again to get a result.`, "Cancel the build",
      async () => {
        await post(`/api/v1/builds/${this.build}/cancel`);
        await this.read();
      });
  }

  render() {
    if (this.problem?.status === 404 && !this.hasContent) return empty("There is no such build", "Its address is wrong, or it was deleted with age.", html`<a class="button" href="/builds">All builds</a>`);
    return shown(this, () => html`
      <build-header .build=${this.data} .notify=${isWatched(this.build)} .compact=${Boolean(this.tab)}
        @cancel-build=${this.cancel} @notify-build=${this.toggleNotice}
        @rerun-build=${(event) => rerun(this.data, event.detail ?? {})} @change-build=${() => openStart(this.build)} @pin-build=${this.pin}></build-header>
      <nav class="tabs" aria-label="Parts of the build">${tabsOf(this.data).map(({ name, label, count, bad }) => html`
        <a href="/builds/${this.build}${name ? `/${name}` : ""}" aria-current=${name === this.tab ? "page" : nothing}>${label}${count
          ? html`<span class="count ${bad ? "bad" : ""}">${count}</span>` : nothing}</a>`)}</nav>
      ${this.content()}`, 10);
  }

  content() {
    const { data } = this;
    switch (this.tab) {
      case "log": return html`<log-view .build=${data}></log-view>`;
      case "tests": return html`<build-tests .build=${data}></build-tests>`;
      case "problems": return html`<build-problems .build=${data}></build-problems>`;
      case "changes": return html`<build-changes .build=${data}></build-changes>`;
      case "artifacts": return html`<build-artifacts .build=${data}></build-artifacts>`;
      case "projects": return html`<build-projects .build=${data}></build-projects>`;
      case "compare": return html`<build-compare .build=${data}></build-compare>`;
      case "details": return html`<build-details .build=${data}></build-details>`;
      default: return html`<build-summary .build=${data}></build-summary>`;
    }
  }
}
define("build-view", BuildView);
