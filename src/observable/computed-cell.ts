import type { Cell, Change } from './cell.js';
import { Emitter } from './emitter.js';
import { same } from './same.js';
import type { Subscription } from './subscription.js';
import { tracked, type Source } from './tracking.js';
import { refreshLater, report } from './turn.js';

/** A computed value, and why it is so. */
export type Computation<T> = readonly [value: T, reason: unknown];

/**
 * A value that follows from whatever its function reads. It links itself to what it has read only while somebody
 * listens; when nobody does, a read compares versions, so that nothing keeps it alive. Several changes in one batch
 * are one change here.
 */
export class ComputedCell<T> implements Cell<T> {
  version = 0;
  readonly changes = new Emitter<Change<T>>(observed => this.#setObserved(observed));
  readonly #compute: () => Computation<T>;
  #known: Computation<T> | undefined;
  #told: Computation<T> | undefined;
  #readAt = new Map<Source, number>();
  #links = new Map<Source, Subscription>();

  constructor(compute: () => Computation<T>) {
    this.#compute = compute;
  }

  get reason(): unknown {
    return this.#fresh()[1];
  }

  peek(): T {
    return this.#fresh()[0];
  }

  link(link: () => void): Subscription {
    return this.changes.link(link);
  }

  fetch(): Promise<T> {
    return Promise.resolve(this.peek());
  }

  hold(): Subscription {
    return { dispose: () => {} }; // what it is computed from is local
  }

  #fresh(): Computation<T> {
    if (this.#known && this.#upToDate()) return this.#known;
    const { result, sources } = tracked(this.#compute);
    this.#readAt = new Map([...sources].map(source => [source, source.version]));
    if (!this.#known || !sameComputation(this.#known, result)) this.version++;
    this.#known = result;
    if (this.#told) this.#relink();
    return result;
  }

  #upToDate(): boolean {
    for (const [source, version] of this.#readAt) {
      source.peek();
      if (source.version !== version) return false;
    }
    return true;
  }

  #setObserved(observed: boolean): void {
    this.#told = observed ? this.#fresh() : undefined;
    this.#relink();
  }

  #relink(): void {
    for (const [source, link] of this.#links) {
      if (this.#told && this.#readAt.has(source)) continue;
      link.dispose();
      this.#links.delete(source);
    }
    if (!this.#told) return;
    for (const source of this.#readAt.keys()) {
      if (!this.#links.has(source))
        this.#links.set(
          source,
          source.link(() => refreshLater(this.#follow)),
        );
    }
  }

  readonly #follow = (): void => {
    const old = this.#told;
    if (!old) return;
    try {
      this.#told = this.#fresh();
    } catch (error) {
      return report(error); // whoever changed the source is not to blame
    }
    const [value, reason] = this.#told;
    if (!sameComputation(old, this.#told)) this.changes.fire(value, reason, old[0]);
  };
}

function sameComputation<T>(a: Computation<T>, b: Computation<T>): boolean {
  return same(a[0], b[0]) && same(a[1], b[1]);
}
