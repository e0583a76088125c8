/** Which lines are rows: of stages and groups of a project that are folded only the first line is one. */
export class Rows {
  /** `folded` holds stages by name, and groups by the number of their first line. */
  constructor(total, sections, groups, folded) {
    this.parts = [];
    this.sections = sections;
    const stages = new Map(sections.map((section) => [section.line, section]));
    const known = new Map(groups.map((group) => [group.line, group]));
    const bounds = [...new Set([0, ...stages.keys(), ...groups.flatMap(({ line, lines }) => [line, line + lines]), total])]
      .filter((line) => line <= total).sort((one, other) => one - other);
    let row = 0;
    let section = null;
    for (let i = 0; i + 1 < bounds.length; i++) {
      const [from, to] = [bounds[i], bounds[i + 1]];
      section = stages.get(from) ?? section;
      const group = known.get(from) ?? null;
      const hidden = section && folded.has(section.stage);
      const count = hidden ? Number(from === section.line) : group && folded.has(from) ? 1 : to - from;
      this.parts.push({ row, from, to, count, section, group });
      row += count;
    }
    this.count = row;
    this.total = total;
  }

  /** The last part for which `isReached` holds, of parts for which it holds up to some place. */
  #last(isReached) {
    let [low, high] = [0, this.parts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isReached(this.parts[middle])) low = middle + 1;
      else high = middle;
    }
    return this.parts[low - 1] ?? null;
  }

  #partOf(line) {
    return this.#last(({ from }) => from <= line);
  }

  line(row) {
    if (row < 0 || row >= this.count) return null;
    // Parts without rows have the number of the next one that has some, which is the last with that number.
    const part = this.#last((one) => one.row <= row);
    return part.from + row - part.row;
  }

  /** The row of a line; of a line that is folded away, the row that stands for it. */
  row(line) {
    const part = this.#partOf(line);
    if (!part) return 0;
    return part.count ? part.row + Math.min(line - part.from, part.count - 1) : Math.max(0, part.row - 1);
  }

  /** What begins with a line and folds: a stage or a group, with its name, its key and the number of its lines. */
  foldAt(line) {
    const part = this.#partOf(line);
    if (part?.from !== line) return null;
    if (part.section?.line === line) {
      const next = this.sections[this.sections.indexOf(part.section) + 1];
      return { key: part.section.stage, name: part.section.stage, lines: (next?.line ?? this.total) - line, isStage: true };
    }
    return part.group ? { key: line, name: nameOf(part.group), lines: part.group.lines, isStage: false } : null;
  }

  /** The keys of the stage and the group that a line is in. */
  keysOf(line) {
    const part = this.#partOf(line);
    return [part?.section?.stage, part?.group?.line].filter((key) => key !== undefined);
  }
}

/** A project as people call it: the name of its file, and its framework where it has several. */
const nameOf = ({ project, framework }) => project.replace(/^.*[\\/]/, "").replace(/\.\w+proj$/, "") + (framework ? ` (${framework})` : "");
