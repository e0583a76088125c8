import { View, define, html, nothing } from "../core/element.js";
import { duration, ref, seconds, short, span } from "../core/format.js";
import { may } from "../core/session.js";
import { commitLink } from "../shared/source-link.js";
import { state, tag, time } from "../shared/parts.js";
import { isEnded, sentence } from "./result.js";

/** Name, result and actions of a build. */
class BuildHeader extends View {
  static properties = { build: {}, notify: {}, compact: {} };

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  render() {
    const { build } = this;
    return html`<header class="build-head ${build.status} ${this.compact ? "compact" : ""}">
      <div class="build-title"><h1>${state(build.status, { word: false })}<span>${build.projectName}</span></h1>
        <p class="mono">${ref(build.gitRef)}${build.commit ? html` <span class="quiet">${short(build.commit)}</span>` : nothing}</p></div>
      ${this.actions()}
      <p class="sentence" role="status">${sentence(build)}${this.usually()}</p>
      ${build.commitMessage ? html`<p class="commit-line">${build.commitMessage} <span class="quiet">by ${build.commitAuthor}</span> ${commitLink(build, build.commit)}</p>` : nothing}
      ${build.errorMessage && build.status !== "Cancelled" ? html`<p class="error-line">${build.errorMessage}</p>` : nothing}
      ${build.waitingFor ? html`<p class="wait-line">${build.waitingFor}</p>` : nothing}
      ${isEnded(build) ? nothing : this.progress()}
      <p class="facts quiet">${tag(build.strategy)}${build.priority === "Normal" ? nothing : tag(build.priority, `priority-${build.priority}`)}${build.pinned ? tag("pinned", "good") : nothing}
        <span>asked for by ${build.requestedBy}</span><span>${time(build.createdAt)}</span>
        ${build.agent ? html`<span>on <a href="/agents#${build.agent.agentId}">${build.agent.hostname}</a></span>` : nothing}
        ${build.rerunOf ? html`<a href="/builds/${build.rerunOf}">repeats an earlier build</a>` : nothing}</p></header>`;
  }

  actions() {
    const { build } = this;
    const ended = isEnded(build);
    const item = (label, action, why = "") => html`<button type="button" class="plain" title=${why} @click=${action}>${label}</button>`;
    return html`<div class="actions">
      ${!ended && may("BuildMaster") ? html`<button type="button" class="danger" ?disabled=${build.status === "Cancelling"} @click=${() => this.tell("cancel-build")}>Cancel</button>` : nothing}
      ${ended ? nothing : html`<button type="button" aria-pressed=${this.notify ? "true" : "false"} @click=${() => this.tell("notify-build")}>Tell me when it ends</button>`}
      <button type="button" @click=${() => this.tell("rerun-build")}>Run again</button>
      <details class="menu"><summary aria-label="More for this build">More</summary><div class="menu-items">
        ${build.status === "Failed" ? item("Run what failed again", () => this.tell("rerun-build", { strategy: ["Distributed", "Canary"].includes(build.strategy) ? build.strategy : "Cached", forceClean: false }), "What was green comes from the cache") : nothing}
        ${item("Run again from scratch", () => this.tell("rerun-build", { strategy: "Clean", forceClean: true }))}
        ${item("Change and run…", () => this.tell("change-build"))}
        ${may("BuildMaster") ? item(build.pinned ? "Unpin" : "Pin: keep it whatever its age", () => this.tell("pin-build")) : nothing}
        ${ended ? html`<a href="/builds/${build.executionId}/compare">Compare with an earlier build</a>` : nothing}
        <a href=${`/api/v1/builds/${build.executionId}/artifacts/archive`} download>Download all artifacts</a></div></details></div>`;
  }

  usually() {
    const { build } = this;
    const usual = seconds(build.usualDuration);
    return build.status === "Succeeded" && usual ? html` <span class="quiet">Usually ${span(usual)}.</span>` : nothing;
  }

  /** How far it may be, going by what builds like it took. */
  progress() {
    const { build } = this;
    const expected = seconds(build.estimatedDuration);
    if (!build.startTime || !expected) return nothing;
    const past = (Date.now() - new Date(build.startTime).getTime()) / 1000;
    return html`<p class="progress-line"><progress max=${expected} value=${Math.min(past, expected * 0.98)} aria-label="Time used of the time that such builds take"></progress>
      <live-span .start=${build.startTime}></live-span><span class="quiet">of about ${duration(build.estimatedDuration)}</span></p>`;
  }
}
define("build-header", BuildHeader);
