import { View, define, html, nothing, repeat } from "../core/element.js";
import { ref, short } from "../core/format.js";
import { state, tag, time } from "../shared/parts.js";
import { pace } from "../shared/pace.js";

/** Some builds of the list, drawn anew only when one of them changes. */
class BuildsPage extends View {
  static properties = { items: {} };

  render() {
    return repeat(this.items, (build) => build.executionId, row);
  }
}

/** What went wrong, or what it waits for. */
function story(build) {
  if (build.errorMessage && build.status !== "Cancelled") return html`<span class="bad">${build.errorMessage}</span>`;
  return build.status === "Queued" ? "Waiting for an agent" : nothing;
}

function commit(build) {
  if (!build.commitMessage) return story(build);
  return html`${build.commitMessage}${build.commitAuthor ? html` <span class="author">${build.commitAuthor}</span>` : nothing}`;
}

/** The first line says which build, the second what it is about, a third only what needs to be known now. */
function row(build) {
  const now = build.commitMessage ? story(build) : nothing;
  return html`<div role="listitem"><a class="build-row" href="/builds/${build.executionId}">
    <span class="row-state">${state(build.status)}${build.currentStage ? html`<span class="stage-now">${build.currentStage}</span>` : nothing}</span>
    <span class="what"><strong>${build.projectName}</strong><span class="story">${commit(build)}</span>${now === nothing ? nothing : html`<span class="story">${now}</span>`}</span>
    <span class="source mono">${ref(build.gitRef)}${build.commit ? html`<span class="quiet"> ${short(build.commit)}</span>` : nothing}</span>
    <span class="how">${tag(build.strategy)}${build.priority === "Normal" ? nothing : tag(build.priority, `priority-${build.priority}`)}${build.pinned ? tag("pinned") : nothing}</span>
    <span class="span">${build.startTime ? html`<live-span .start=${build.startTime} .end=${build.endTime}></live-span>` : nothing}${pace(build)}</span>
    <span class="who quiet">${build.requestedBy}</span>
    <span class="when quiet">${time(build.createdAt)}</span></a></div>`;
}
define("builds-page", BuildsPage);
