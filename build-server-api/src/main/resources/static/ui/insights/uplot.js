/** The plotting library, loaded when the first plot is shown. */
let loading = null;

export function uPlot() {
  loading ??= new Promise((resolve, reject) => {
    const folder = new URL("../lib/uplot/", import.meta.url);
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("uPlot.min.css", folder) }));
    const script = Object.assign(document.createElement("script"), { src: new URL("uPlot.iife.min.js", folder) });
    script.addEventListener("load", () => resolve(globalThis.uPlot));
    script.addEventListener("error", () => reject(new Error("The plots cannot be loaded.")));
    document.head.append(script);
  });
  return loading;
}
