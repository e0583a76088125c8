import { View, define, html, nothing } from "../core/element.js";
import { get, query } from "../core/api.js";
import { plural, short } from "../core/format.js";
import { parameters } from "../core/router.js";
import { copy } from "../shared/dialogs.js";
import { empty, shown, time } from "../shared/parts.js";
import { commitLink } from "../shared/source-link.js";

/** Who changed what since the branch was last green, or since the build that the address names. */
class BuildChanges extends View {
  static properties = { build: {}, changes: { state: true } };

  willUpdate(changed) {
    const key = `${this.build.executionId} ${this.build.commit}`;
    if (!changed.has("build") || key === this.key) return;
    this.key = key;
    this.attempt(async () => {
      this.changes = await get(`/api/v1/builds/${this.build.executionId}/changes${query({ since: parameters().get("since") })}`, this.leaving);
      this.hasContent = true;
    });
  }

  render() {
    return shown(this, () => {
      const { commits, since, sinceCommit, complete } = this.changes;
      if (!this.build.commit) return empty("No commit yet", "Changes are known once the sources have been fetched.");
      const earlier = since ? html`<a href="/builds/${since}">the last green build</a> <code>${short(sinceCommit)}</code>` : nothing;
      if (since && complete && !commits.length) return empty("Nothing has changed", html`The same commit as in ${earlier}.`);
      return html`<p class="above">${since
        ? complete ? html`${plural(commits.length, "commit")} since ${earlier}.` : html`The newest ${plural(commits.length, "commit")}; that of ${earlier} is not among them.`
        : html`No earlier build of this branch was green; the newest ${plural(commits.length, "commit")}.`}</p>
        <ol class="commits card">${commits.map((commit) => html`<li>
          <p class="commit-subject">${commit.subject}</p>
          <p class="quiet commit-facts"><span>${commit.author}</span><span>${time(commit.time)}</span>
            <button type="button" class="place mono" title="Copy ${commit.sha}" @click=${() => copy(commit.sha)}>${short(commit.sha)}</button>${commitLink(this.build, commit.sha)}</p></li>`)}</ol>`;
    }, 4);
  }
}
define("build-changes", BuildChanges);
