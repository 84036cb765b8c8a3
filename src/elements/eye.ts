/**
 * The row that the reader looks at, and how far it is below the top of the box: there it stays when rows come above it,
 * or get another size. The list does this itself in all browsers, for not all have `overflow-anchor`, and none helps at the top.
 */
export class Eye {
  #row: Element | undefined;
  #below = 0;

  /** The reader has scrolled: finds the first row in sight. */
  look(box: Element, list: Element): void {
    const { top, bottom } = box.getBoundingClientRect();
    const block = firstBelow(list.children, top);
    let row: Element | null | undefined = block && firstBelow(block.children, top);
    // A block whose rows are not laid out is larger or smaller than they are: what is in sight below it is to stay.
    const next = block?.nextElementSibling?.firstElementChild;
    const laidOut = row?.checkVisibility({ contentVisibilityAuto: true });
    if (!row || (next && !laidOut && next.getBoundingClientRect().top < bottom)) row = next;
    while (row && !row.hasAttribute('data-key')) row = row.nextElementSibling;
    this.rest(box, row ?? undefined);
  }

  /** The reader has scrolled by so much. */
  follow(by: number): void {
    this.#below -= by;
  }

  /** It is this row. */
  rest(box: Element, row: Element | undefined): void {
    this.#row = row;
    this.#below = this.#distance(box);
  }

  /** Puts the row back where it was. @param rowOf - Finds it when all rows have been drawn anew. */
  hold(box: Element, rowOf: (key: string) => Element | undefined): void {
    if (!this.#row?.isConnected) this.#row = rowOf(this.#row?.getAttribute('data-key') ?? '');
    const moved = this.#row ? this.#distance(box) - this.#below : 0;
    if (Math.abs(moved) >= 1) box.scrollTop += moved;
  }

  #distance(box: Element): number {
    return (this.#row?.getBoundingClientRect().top ?? 0) - box.getBoundingClientRect().top;
  }
}

/** The first of `elements`, which are below one another, that does not end above `y`. Asks few of them. */
function firstBelow(elements: HTMLCollection, y: number): Element | undefined {
  let from = 0;
  let to = elements.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((elements[middle]?.getBoundingClientRect().bottom ?? 0) > y) to = middle;
    else from = middle + 1;
  }
  return elements[from];
}
