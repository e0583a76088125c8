import { View, define, html, nothing } from "../core/element.js";
import { BACK_AFTER, isConnected, live, start, stop } from "../core/live.js";
import { shortcuts } from "../core/keys.js";
import { nextTheme } from "../core/preferences.js";
import { go } from "../core/router.js";
import { forget, may, me, restore, signOut } from "../core/session.js";
import { title } from "../core/tab.js";
import { toast } from "../shared/dialogs.js";
import { openPassword } from "../shared/password-dialog.js";
import { empty, problemBox, showCurrent } from "../shared/parts.js";
import { openPalette } from "./command-palette.js";
import { routeOf, SECTIONS } from "./routes.js";
import { openShortcuts } from "./shortcut-sheet.js";
import "../shared/menus.js";
import "../signin/sign-in.js";
import "./system-banner.js";

/** The frame around all views: navigation, connection, and the view that the address names. */
class AppShell extends View {
  static properties = { ready: { state: true }, problem: { state: true } };

  async connectedCallback() {
    this.replaceChildren();
    super.connectedCallback();
    this.on(window, "navigate", this.show);
    this.on(window, "signed-out", this.signedOut);
    this.on(live, "connection", () => isConnected() && this.problem && this.show());
    shortcuts("Everywhere", {
      "?": ["Show the shortcuts", openShortcuts],
      "Ctrl+K": ["Open the command palette", openPalette],
      ...Object.fromEntries(SECTIONS.map(({ section, label, key }) => [key, [`Go to ${label}`, () => go(`/${section}`)]])),
    }, this.leaving);
    await this.begin();
    this.ready = true;
    this.show();
  }

  /** Finds out who is there, however long the server takes to answer. */
  async begin() {
    for (;;) {
      try {
        await restore();
        this.problem = null;
        return;
      } catch (problem) {
        this.problem = problem;
        await new Promise((resolve) => { setTimeout(resolve, BACK_AFTER); });
      }
    }
  }

  signedOut() {
    if (!me()) return;
    forget();
    stop();
    this.show();
  }

  /** Shows what the address names, or asks who is there first and comes back to it. */
  async show() {
    if (!this.ready) return;
    const { pathname, search, hash } = location;
    if (!me()) {
      stop();
      if (pathname !== "/sign-in") return go(`/sign-in?to=${encodeURIComponent(pathname + search + hash)}`, { replace: true });
      this.view = null;
      title("Sign in");
      return this.requestUpdate();
    }
    start();
    if (pathname === "/" || pathname === "/sign-in") return go(this.returnAddress(), { replace: true });
    const route = routeOf(pathname);
    if (!route || (route.role && !may(route.role))) {
      this.view = null;
      title("Not found");
      return this.requestUpdate();
    }
    try {
      await route.load();
    } catch {
      // The files of the version that this page began with are gone once the server has been renewed.
      if (isConnected()) return location.reload();
      this.problem = new Error("This part of the page could not be loaded. It is tried again when the server is back.");
      return this.requestUpdate();
    }
    this.problem = null;
    if (this.view?.localName !== route.tag) this.view = document.createElement(route.tag);
    Object.assign(this.view, route.values);
    this.view.address = location.href;
    this.section = route.section;
    this.requestUpdate();
  }

  /** Where somebody wanted to go; only ever an address of this server. */
  returnAddress() {
    const wanted = new URLSearchParams(location.search).get("to") ?? "/builds";
    return /^\/(?![/\\])/.test(wanted) && !wanted.startsWith("/sign-in") ? (wanted === "/" ? "/builds" : wanted) : "/builds";
  }

  updated() {
    showCurrent(this.querySelector(".top nav"));
  }

  async leave() {
    await signOut();
    stop();
    go("/sign-in");
  }

  render() {
    if (this.problem && !me()) return html`<main id="main">${problemBox(this.problem)}</main>`;
    if (!this.ready) return html`<p class="boot" role="status">Loading…</p>`;
    if (!me()) return html`<main id="main"><sign-in></sign-in></main>`;
    return html`
      <a class="skip-link" href="#main" @click=${(event) => { event.preventDefault(); this.querySelector("main").focus(); }}>Skip to content</a>
      <header class="top">
        <a class="brand" href="/builds"><img src="/favicon.svg" alt="" width="22" height="22"><span>Build Server</span></a>
        <nav aria-label="Main">${SECTIONS.filter(({ role }) => !role || may(role)).map(({ section, label }) => html`
          <a href="/${section}" aria-current=${this.section === section ? "page" : nothing}>${label}</a>`)}</nav>
        <button type="button" class="plain palette-button" @click=${openPalette} aria-label="Open the command palette" title="Commands (Ctrl+K)">
          <svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="7" cy="7" r="4.5"></circle><path d="M10.5 10.5L14 14"></path></svg><span class="wide-only">Search or run</span><kbd class="wide-only">Ctrl K</kbd></button>
        <details class="menu"><summary aria-label="Account">${me().username}</summary><div class="menu-items">
          <p class="quiet">${me().role}</p>
          <button type="button" class="plain" @click=${() => toast(`Colours: ${nextTheme()}`)}>Change colours</button>
          <button type="button" class="plain" @click=${openShortcuts}>Shortcuts</button>
          <a href="/account/tokens">API tokens</a>
          <button type="button" class="plain" @click=${() => openPassword(null, () => this.signedOut())}>Change password</button>
          <a href="/swagger-ui.html" target="_blank" rel="noopener">REST API</a>
          <button type="button" class="plain" @click=${this.leave}>Sign out</button></div></details>
      </header>
      <system-banner></system-banner>
      <main id="main" tabindex="-1">${this.problem ? problemBox(this.problem) : this.view ?? empty("There is no such page", "It may have moved, or your role does not show it.",
        html`<a class="button" href="/builds">All builds</a>`)}</main>`;
  }
}
define("app-shell", AppShell);
