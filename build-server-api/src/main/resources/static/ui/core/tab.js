/** Title and icon of the browser's tab, which show how the build that is being looked at fares. */
const NAME = ".NET Build Server";
const COLOURS = { Succeeded: "#1a7f4e", Failed: "#c4281e", TimedOut: "#c4281e", Running: "#1f6fd0", Cancelling: "#8a8794", Cancelled: "#8a8794", Queued: "#8a8794" };
const SHAPES = {
  Succeeded: "<path d='M4 8.5l3 3 5-6.5' fill='none' stroke='white' stroke-width='2'/>",
  Failed: "<path d='M5 5l6 6M11 5l-6 6' stroke='white' stroke-width='2'/>",
  Running: "<path d='M6 4.5l6 3.5-6 3.5z' fill='white'/>",
  TimedOut: "<path d='M8 4v4l3 2' fill='none' stroke='white' stroke-width='2'/>",
  Queued: "<path d='M4 8h.1M8 8h.1M12 8h.1' stroke='white' stroke-width='2.4' stroke-linecap='round'/>",
  Cancelled: "<path d='M4 12l8-8' stroke='white' stroke-width='2'/>",
};

export function title(text, status) {
  document.title = text ? `${status ? `${status}: ` : ""}${text} · ${NAME}` : NAME;
  const icon = document.querySelector("link[rel=icon]");
  const colour = COLOURS[status];
  icon.href = colour
    ? `data:image/svg+xml,${encodeURIComponent(`<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><circle cx='8' cy='8' r='8' fill='${colour}'/>${SHAPES[status] ?? ""}</svg>`)}`
    : "/favicon.svg";
}
