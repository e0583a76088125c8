import { events } from "../shared/api.js";
import { el } from "../shared/dom.js";

const MOST_LINES = 5000;
const RETRY_MILLIS = 1000;
const COLOUR_CODES = /\u001b\[[0-9;]*m/g;

/** Shows a log as it grows, keeps the newest lines, and takes the stream up again where it broke. */
export async function followLog(box, path, signal) {
  let lastId = "";
  let ended = false;
  let waiting = [];

  function flush() {
    if (waiting.length === 0) return;
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 8;
    box.append(...waiting.splice(0));
    while (box.childElementCount > MOST_LINES) box.firstElementChild.remove();
    if (atEnd) box.scrollTop = box.scrollHeight;
  }
  const timer = setInterval(flush, 100);
  signal.addEventListener("abort", () => clearInterval(timer));

  while (!ended && !signal.aborted) {
    try {
      await events(path, lastId, (event) => {
        if (event.id) lastId = event.id;
        if (event.event === "end") ended = true;
        else if (event.event === "restart") box.replaceChildren();
        else if (event.event === "message") waiting.push(...event.data.split("\n").map(line));
      }, signal);
    } catch {
      if (signal.aborted) break;
    }
    if (!ended) await new Promise((resolve) => setTimeout(resolve, RETRY_MILLIS));
  }
  flush();
}

function line(text) {
  const level = /^\[[^\]]*\] (WARN|ERROR):/.exec(text)?.[1] ?? "";
  return el("span", { class: level }, text.replace(COLOUR_CODES, ""), "\n");
}
