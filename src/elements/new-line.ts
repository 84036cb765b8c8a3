import { element } from './element.js';
import type { Term } from './localize.js';
import type { Row } from './message-row.js';

/** The line above what is new. */
export class NewLine {
  readonly #term: Term;
  #line: HTMLElement | undefined;
  #seen = false;

  constructor(term: Term) {
    this.#term = term;
  }

  /** The reader has not seen this message, the first of some: it stands above it, unless it stands above others not seen. */
  above({ node }: Row): void {
    if (this.#line?.isConnected && !this.#seen) return;
    this.remove();
    this.#seen = false;
    this.#line = element('div', { class: 'note marker', part: 'marker', role: 'listitem' }, this.#term('newLine'));
    node.before(this.#line);
  }

  /** The reader looks at the end of the list. */
  seen(): void {
    this.#seen = true;
  }

  remove(): void {
    this.#line?.remove();
  }
}
