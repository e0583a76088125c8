/** What a person may do to a build that waits. */
import { html, nothing } from "../core/element.js";
import { post } from "../core/api.js";
import { may } from "../core/session.js";
import { toast } from "../shared/dialogs.js";

export function operations(build, queue, done) {
  if (!may("BuildMaster")) return nothing;
  const act = (action, sentence) => async () => {
    try {
      await action();
      toast(sentence);
      done();
    } catch (problem) {
      toast(problem.message, "bad");
    }
  };
  return html`<span class="row-actions"><button type="button" class="plain" aria-label="Cancel ${build.projectName}"
    @click=${act(() => post(`/api/v1/builds/${build.executionId}/cancel`), "Cancelled")}>Cancel</button></span>`;
}
