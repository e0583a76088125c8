/**
 * Which rows of very many are in view. Unwrapped rows have one height; of wrapped ones the scroll bar goes by the mean height of
 * those that were seen. As browsers cap the height of elements, the scroll bar of very long logs stands for more than it measures.
 */
export const ROW = 20;
const MOST_HEIGHT = 12_000_000;
const MOST_MEASURED = 5_000;
const WORTH_MOVING = 0.04;

export class Window {
  #heights = new Map();
  #sum = 0;
  #rowHeight = ROW;
  #place = 0;

  constructor(scroller, changed, scrolledUp) {
    this.scroller = scroller;
    this.count = 0;
    let before = 0;
    scroller.addEventListener("scroll", () => {
      if (scroller.scrollTop < before - 2 && !this.moving) scrolledUp();
      before = scroller.scrollTop;
      this.moving = false;
      changed();
    }, { passive: true });
    new ResizeObserver(() => {
      this.#forget();
      changed();
    }).observe(scroller);
  }

  resize(count, wrap) {
    if (wrap !== this.wrap) this.#forget();
    const kept = this.rowsPerPixel ? this.scroller.scrollTop * this.rowsPerPixel : 0;
    const wasAtEnd = this.#isAtEnd();
    this.count = count;
    this.wrap = wrap;
    const rowHeight = wrap ? this.#measure() : ROW;
    const moved = Math.abs(rowHeight / this.#rowHeight - 1) > WORTH_MOVING;
    if (moved) this.#rowHeight = rowHeight;
    this.height = Math.min(count * this.#rowHeight, MOST_HEIGHT);
    const spacer = this.scroller.firstElementChild;
    if (spacer.style.height !== `${this.height}px`) spacer.style.height = `${this.height}px`;
    const range = Math.max(1, this.height - this.scroller.clientHeight);
    this.rowsPerPixel = Math.max(0, count - this.scroller.clientHeight / this.#rowHeight) / range;
    // What one reads stays where it is while the scroll bar learns how high rows are.
    if (moved && this.rowsPerPixel) {
      this.moving = true;
      this.scroller.scrollTop = wasAtEnd ? this.height : kept / this.rowsPerPixel;
    }
  }

  #forget() {
    this.#heights.clear();
    this.#sum = 0;
  }

  /** The mean height of the rows that were drawn so far. */
  #measure() {
    for (const row of this.scroller.querySelectorAll(".log-line")) {
      const before = this.#heights.get(row.dataset.line);
      if (before === undefined && this.#heights.size >= MOST_MEASURED) continue;
      const height = row.offsetHeight;
      this.#heights.set(row.dataset.line, height);
      this.#sum += height - (before ?? 0);
    }
    return this.#heights.size ? Math.max(ROW, this.#sum / this.#heights.size) : ROW;
  }

  /** Wrapped rows of the last page are drawn up from the end, however high they are. */
  #isAtEnd() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    return Boolean(this.wrap) && this.count > 0 && scrollHeight > clientHeight && scrollTop >= scrollHeight - clientHeight - 1;
  }

  view() {
    const count = Math.ceil(this.scroller.clientHeight / ROW) + 2;
    this.#place = this.#isAtEnd() ? Math.max(0, this.count - count) : Math.max(0, this.scroller.scrollTop * (this.rowsPerPixel ?? 1 / ROW));
    return { first: Math.floor(this.#place), count };
  }

  /** Puts the drawn rows in place: less than a row is moved by hand, so that rows glide rather than jump. */
  settle() {
    const rows = this.scroller.querySelector(".log-rows");
    if (!rows) return;
    const wanted = this.#isAtEnd() ? Math.min(0, this.scroller.clientHeight - rows.offsetHeight)
      : -(this.#place % 1) * (this.wrap ? rows.firstElementChild?.offsetHeight ?? ROW : ROW);
    // Near the end the browser itself keeps them within the page, by what they would stick out.
    const offset = wanted + Math.max(0, rows.offsetHeight - (this.height - this.scroller.scrollTop));
    rows.style.transform = `translateY(${offset.toFixed(2)}px)`;
  }

  goTo(row, share) {
    if (share === 1 && row >= this.count - 1) {
      this.toEnd();
      return;
    }
    this.moving = true;
    this.scroller.scrollTop = (row - (share * this.scroller.clientHeight) / this.#rowHeight) / (this.rowsPerPixel || 1 / ROW);
  }

  toEnd() {
    this.moving = true;
    this.scroller.scrollTop = this.height;
  }

  by(rows) {
    this.scroller.scrollTop += rows / (this.rowsPerPixel || 1 / ROW);
  }

  get page() {
    return Math.floor(this.scroller.clientHeight / this.#rowHeight) - 1;
  }
}
