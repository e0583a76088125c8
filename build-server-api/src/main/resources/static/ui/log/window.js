/**
 * Which rows of very many are in view. All rows have one height; as browsers cap the height of elements, the scroll bar of very
 * long logs stands for more than it measures.
 */
export const ROW = 20;
const MOST_HEIGHT = 12_000_000;

export class Window {
  constructor(scroller, changed, scrolledUp) {
    this.scroller = scroller;
    this.count = 0;
    this.last = "";
    let before = 0;
    let frame = 0;
    scroller.addEventListener("scroll", () => {
      if (scroller.scrollTop < before - 2 && !this.moving) scrolledUp();
      before = scroller.scrollTop;
      this.moving = false;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(changed);
    }, { passive: true });
    new ResizeObserver(changed).observe(scroller);
  }

  resize(count, wrap) {
    this.count = count;
    // A wrapped row may be higher than one: there must be room to scroll until the last one is at the top.
    const height = count * ROW + (wrap ? this.scroller.clientHeight - 3 * ROW : 0);
    this.height = Math.min(height, MOST_HEIGHT);
    const spacer = this.scroller.firstElementChild;
    if (spacer.style.height !== `${this.height}px`) spacer.style.height = `${this.height}px`;
    const range = Math.max(1, this.height - this.scroller.clientHeight);
    const rows = Math.max(0, count - this.scroller.clientHeight / ROW + (wrap ? this.scroller.clientHeight / ROW - 3 : 0));
    this.rowsPerPixel = rows / range;
  }

  view() {
    const first = Math.max(0, this.scroller.scrollTop * (this.rowsPerPixel ?? 1 / ROW));
    const count = Math.ceil(this.scroller.clientHeight / ROW) + 2;
    // Less than a row is moved by hand, so that rows glide rather than jump.
    const rows = this.scroller.querySelector(".log-rows");
    if (rows) rows.style.transform = `translateY(${-((first % 1) * ROW).toFixed(2)}px)`;
    return { first: Math.floor(first), count };
  }

  changed(count) {
    const { first, count: shown } = this.view();
    const now = `${first} ${shown} ${count}`;
    const is = now !== this.last;
    this.last = now;
    return is;
  }

  goTo(row, share) {
    this.moving = true;
    this.scroller.scrollTop = (row - (share * this.scroller.clientHeight) / ROW) / (this.rowsPerPixel || 1 / ROW);
  }

  toEnd() {
    this.moving = true;
    this.scroller.scrollTop = this.height;
  }

  by(rows) {
    this.scroller.scrollTop += rows / (this.rowsPerPixel || 1 / ROW);
  }

  get page() {
    return Math.floor(this.scroller.clientHeight / ROW) - 1;
  }
}
