/** Which lines are rows: stages that are folded show their first line only. */
export class Rows {
  constructor(total, sections, folded) {
    this.parts = [];
    let row = 0;
    const starts = sections.map(({ line }) => line);
    const bounds = [0, ...starts.filter((line) => line > 0), total];
    for (let i = 0; i + 1 < bounds.length; i++) {
      const [from, to] = [bounds[i], Math.max(bounds[i], bounds[i + 1])];
      const section = sections.find(({ line }) => line === from);
      const count = section && folded.has(section.stage) ? Math.min(1, to - from) : to - from;
      this.parts.push({ row, from, to, count, section });
      row += count;
    }
    this.count = row;
  }

  line(row) {
    const part = this.parts.find((one) => row >= one.row && row < one.row + one.count);
    return part ? part.from + row - part.row : null;
  }

  /** The row of a line; of a line that is folded away, the row of its stage. */
  row(line) {
    const part = this.parts.find((one) => line >= one.from && line < one.to) ?? this.parts.at(-1);
    return part ? part.row + Math.min(line - part.from, Math.max(0, part.count - 1)) : 0;
  }

  /** The stage that begins with a line, if any, with the number of its lines. */
  sectionAt(line) {
    const part = this.parts.find((one) => one.from === line && one.section);
    return part ? { ...part.section, lines: part.to - part.from } : null;
  }

  stageOf(line) {
    return this.parts.find((one) => line >= one.from && line < one.to)?.section?.stage ?? null;
  }
}
