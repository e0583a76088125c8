/** Addresses: every view and filter has one, and links between them do not load the page anew. */
export function go(address, { replace = false } = {}) {
  history[replace ? "replaceState" : "pushState"](null, "", address);
  dispatchEvent(new Event("navigate"));
}

/** The parameters of the address. */
export const parameters = () => new URLSearchParams(location.search);

/** Changes parameters of the address; those without a value leave it. */
export function setParameters(changes, { replace = true } = {}) {
  const all = parameters();
  for (const [name, value] of Object.entries(changes)) {
    all.delete(name);
    for (const one of [value].flat()) if (one) all.append(name, one);
  }
  const text = all.toString();
  go(location.pathname + (text ? `?${text}` : ""), { replace });
}

function ours(link) {
  return link && link.origin === location.origin && !link.target && !link.hasAttribute("download")
    && !/^\/(api|swagger-ui|v3|ui)/.test(link.pathname);
}

addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || !ours(link)) return;
  if (link.hash && link.pathname === location.pathname) return;
  event.preventDefault();
  go(link.pathname + link.search + link.hash);
  scrollTo(0, 0);
});
addEventListener("popstate", () => dispatchEvent(new Event("navigate")));
