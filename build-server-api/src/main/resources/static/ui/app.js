/** Shows the view that the address names, and takes the old one down. */
import { signedIn, signOut } from "./shared/api.js";
import { el, problem } from "./shared/dom.js";
import { buildsView } from "./builds/builds.js";
import { buildView } from "./build/build.js";
import { agentsView } from "./agents/agents.js";
import { loginView } from "./login/login.js";

const ROUTES = [
  [/^#\/builds$/, buildsView],
  [/^#\/builds\/([0-9a-f-]{36})$/, buildView],
  [/^#\/agents$/, agentsView],
];

const main = document.getElementById("main");
const signOutButton = document.getElementById("sign-out");
let leaving = new AbortController();

async function show() {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  signOutButton.hidden = !signedIn();
  for (const link of document.querySelectorAll(".top nav a")) {
    link.toggleAttribute("aria-current", location.hash.startsWith(link.getAttribute("href")));
    if (link.hasAttribute("aria-current")) link.setAttribute("aria-current", "page");
  }
  if (!signedIn()) {
    main.replaceChildren(loginView(show));
    return;
  }
  const hash = location.hash || "#/builds";
  for (const [pattern, view] of ROUTES) {
    const match = pattern.exec(hash);
    if (match) {
      const node = el("div");
      main.replaceChildren(node);
      try {
        await view(node, signal, ...match.slice(1));
      } catch (error) {
        if (!signal.aborted) node.replaceChildren(problem(error));
      }
      return;
    }
  }
  main.replaceChildren(el("h1", {}, "Not found"), el("p", {}, "There is no such page. ", el("a", { href: "#/builds" }, "All builds")));
}

addEventListener("hashchange", show);
addEventListener("signed-out", show);
signOutButton.addEventListener("click", () => { signOut(); show(); });
show();
