/** Links to commits and lines, for hosts whose addresses are known; none for the others. */
import { html, nothing } from "../core/element.js";

const HEX = /^[0-9a-f]{40,64}$/;

/** The repository's own page, or null where the URL is not one of a host that is known. */
function home(build) {
  const [, host, path] = /^(?:https?:\/\/(?:[^@/]*@)?|(?:ssh:\/\/)?git@)([\w.-]+)[:/]([\w./~-]+?)(?:\.git)?\/?$/.exec(build.repositoryUrl ?? "") ?? [];
  if (!host || !HEX.test(build.commit ?? "")) return null;
  const address = `https://${host}/${path}`;
  if (host === "github.com" || host.includes("gitea") || host.includes("forgejo") || host === "codeberg.org") return { address, commit: "/commit/", file: host === "github.com" ? "/blob/" : "/src/commit/", line: "#L" };
  if (host.includes("gitlab")) return { address, commit: "/-/commit/", file: "/-/blob/", line: "#L" };
  return host === "bitbucket.org" ? { address, commit: "/commits/", file: "/src/", line: "#lines-" } : null;
}

export function commitLink(build, sha) {
  const host = home(build);
  return host && HEX.test(sha ?? "") ? html`<a href=${`${host.address}${host.commit}${sha}`} target="_blank" rel="noopener noreferrer">commit</a>` : nothing;
}

/** Where a line of the sources is shown, or null. */
export function lineAddress(build, file, line) {
  const host = home(build);
  const path = (file ?? "").replaceAll("\\", "/").replace(/^\/src\//, "");
  if (!host || path.startsWith("/") || path.includes("..") || /^\w:/.test(path)) return null;
  return `${host.address}${host.file}${build.commit}/${path.split("/").map(encodeURIComponent).join("/")}${line ? `${host.line}${line}` : ""}`;
}
