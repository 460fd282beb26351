// Which rows of a long list are drawn: those in sight of its scrolling box, and some spare ones.

const VIRTUAL_FROM = 200;
const SPARE = 12;

export class Rows {
  /** What the box tells: how far it is scrolled, and how high it is. */
  scrollTop = $state(0);
  height = $state(600);

  #count: () => number;
  #rowHeight: () => number;

  constructor(count: () => number, rowHeight: () => number) {
    this.#count = count;
    this.#rowHeight = rowHeight;
  }

  isVirtual = $derived.by(() => this.#count() > VIRTUAL_FROM);
  first = $derived.by(() =>
    this.isVirtual ? Math.max(0, Math.floor(this.scrollTop / this.#rowHeight()) - SPARE) : 0,
  );
  last = $derived.by(() => {
    if (!this.isVirtual) return this.#count();
    const end = Math.ceil((this.scrollTop + this.height) / this.#rowHeight()) + SPARE;
    return Math.min(this.#count(), end);
  });
  /** How much room the rows take that are not drawn. */
  above = $derived.by(() => this.first * this.#rowHeight());
  below = $derived.by(() => (this.#count() - this.last) * this.#rowHeight());
}
