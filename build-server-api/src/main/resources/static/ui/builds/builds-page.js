import { View, define, html, nothing, repeat } from "../core/element.js";
import { ref, short } from "../core/format.js";
import { state, tag, time } from "../shared/parts.js";

/** Some builds of the list, drawn anew only when one of them changes. */
class BuildsPage extends View {
  static properties = { items: {} };

  render() {
    return repeat(this.items, (build) => build.executionId, row);
  }
}

/** The middle of the row says what is going on, or else what went wrong. */
const story = (build) => build.currentStage ?? build.errorMessage ?? (build.status === "Queued" ? "Waiting for an agent" : "");

function row(build) {
  return html`<div role="listitem"><a class="build-row" href="/builds/${build.executionId}">
    ${state(build.status)}
    <span class="what"><strong>${build.projectName}</strong><span class="story ${build.errorMessage ? "bad" : ""}">${story(build)}</span></span>
    <span class="source mono">${ref(build.gitRef)}${build.commit ? html`<span class="quiet"> ${short(build.commit)}</span>` : nothing}</span>
    <span class="how">${tag(build.strategy)}${build.priority === "Normal" ? nothing : tag(build.priority, `priority-${build.priority}`)}</span>
    <span class="span">${build.startTime ? html`<live-span .start=${build.startTime} .end=${build.endTime}></live-span>` : nothing}</span>
    <span class="who quiet">${build.requestedBy}</span>
    <span class="when quiet">${time(build.createdAt)}</span></a></div>`;
}
define("builds-page", BuildsPage);
