import { View, define, html } from "../core/element.js";
import { get } from "../core/api.js";
import { bytes, plural } from "../core/format.js";
import { copy } from "../shared/dialogs.js";
import { empty, shown } from "../shared/parts.js";
import { isEnded } from "./result.js";

/** Files that the build left, each of which the store was seen to hold. */
class BuildArtifacts extends View {
  static properties = { build: {}, artifacts: { state: true } };

  willUpdate(changed) {
    const key = `${this.build.executionId} ${this.build.status}`;
    if (changed.has("build") && key !== this.key) {
      this.key = key;
      this.attempt(async () => {
        this.artifacts = (await get(`/api/v1/builds/${this.build.executionId}/artifacts`, this.leaving)).artifacts;
        this.hasContent = true;
      });
    }
  }

  render() {
    return shown(this, () => (this.artifacts.length ? html`
      <div class="summary-row"><p>${plural(this.artifacts.length, "file")}, ${bytes(this.artifacts.reduce((sum, one) => sum + one.sizeBytes, 0))}</p>
        <a class="button" href=${`/api/v1/builds/${this.build.executionId}/artifacts/archive`} download>Download all as ZIP</a></div>
      <div class="scroll-x card" tabindex="0" role="region" aria-label="Artifacts"><table><thead><tr><th scope="col">File</th><th scope="col" class="right">Size</th><th scope="col">SHA-256</th></tr></thead>
        <tbody>${this.artifacts.map((artifact) => html`<tr><td><a href=${artifact.downloadUrl} download>${artifact.path}</a></td>
          <td class="right">${bytes(artifact.sizeBytes)}</td>
          <td><button type="button" class="place mono" title="Copy ${artifact.sha256Hash}" @click=${() => copy(artifact.sha256Hash)}>${artifact.sha256Hash.slice(0, 16)}…</button></td></tr>`)}</tbody></table></div>`
      : empty("No artifacts", isEnded(this.build) ? "This build left no files." : "Files are listed once the store holds them.")));
  }
}
define("build-artifacts", BuildArtifacts);
