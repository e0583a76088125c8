/** A line of a log as text in spans: colours (SGR) become classes, everything else stays text. */
import { html } from "../core/element.js";

// eslint-disable-next-line no-control-regex
const COLOUR = /\u001b\[([0-9;:]*)m/g;
/** Characters that would show a text in another order than it has, or not at all. */
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

const named = (character) => `⟨U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`;

export const visible = (text) => text.replace(HIDDEN, named);
export const plain = (text) => visible(text.replace(COLOUR, ""));

function apply(style, codes) {
  const list = (codes || "0").split(/[;:]/).map(Number);
  for (let i = 0; i < list.length; i++) {
    const code = list[i];
    if (code === 0) Object.assign(style, { bold: false, faint: false, italic: false, underline: false, colour: null, back: null });
    else if (code === 1) style.bold = true;
    else if (code === 2) style.faint = true;
    else if (code === 3) style.italic = true;
    else if (code === 4) style.underline = true;
    else if (code === 22) style.bold = style.faint = false;
    else if (code === 23) style.italic = false;
    else if (code === 24) style.underline = false;
    else if (code >= 30 && code <= 37) style.colour = code - 30;
    else if (code >= 90 && code <= 97) style.colour = code - 90 + 8;
    else if (code === 39) style.colour = null;
    else if (code >= 40 && code <= 47) style.back = code - 40;
    else if (code === 49) style.back = null;
    // Of the larger palettes the sixteen that have a name are shown, the others are left out.
    else if (code === 38 || code === 48) {
      if (list[i + 1] === 5 && list[i + 2] < 16) style[code === 38 ? "colour" : "back"] = list[i + 2];
      i += list[i + 1] === 2 ? 4 : 2;
    }
  }
}

function classes(style) {
  return [style.bold && "ansi-bold", style.faint && "ansi-faint", style.italic && "ansi-italic", style.underline && "ansi-underline",
    style.colour !== null && `ansi-fg-${style.colour}`, style.back !== null && `ansi-bg-${style.back}`].filter(Boolean).join(" ");
}

/** Pieces of a line: `{text, style}` with style as class names. */
export function pieces(line) {
  const style = { bold: false, faint: false, italic: false, underline: false, colour: null, back: null };
  const found = [];
  let from = 0;
  for (const match of line.matchAll(COLOUR)) {
    if (match.index > from) found.push({ text: visible(line.slice(from, match.index)), style: classes(style) });
    apply(style, match[1]);
    from = match.index + match[0].length;
  }
  if (from < line.length) found.push({ text: visible(line.slice(from)), style: classes(style) });
  return found;
}

/** The pieces as a template, with what is searched for marked. */
export function coloured(line, wanted) {
  return pieces(line).map(({ text, style }) => (style ? html`<span class=${style}>${marked(text, wanted)}</span>` : marked(text, wanted)));
}

function marked(text, wanted) {
  if (!wanted) return text;
  const lower = text.toLowerCase();
  const parts = [];
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0 && parts.length < 200; at = lower.indexOf(wanted, from)) {
    parts.push(text.slice(from, at), html`<mark>${text.slice(at, at + wanted.length)}</mark>`);
    from = at + wanted.length;
  }
  return [...parts, text.slice(from)];
}
