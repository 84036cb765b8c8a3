import { Emitter } from './emitter.js';
import { same } from './same.js';
import type { Subscription } from './subscription.js';
import { refreshLater, report } from './turn.js';

/** What a listener of a property hears: the new value, why, the old value. */
export type Change<T> = [value: T, reason: unknown, oldValue: T | undefined];

/** A value, and why it is so. */
export type Content<T> = readonly [value: T, reason: unknown];

/** Something that can be read and says when it has changed. */
export interface Source {
  /** Grows with every change. */
  readonly version: number;
  /** Brings `version` up to date. */
  read(): unknown;
  readonly changed: { link(link: () => void): Subscription };
}

/** What stands behind a property: its value. Several properties may share one. */
export interface Cell<T> extends Source {
  /** The value, brought up to date, and why it is so. */
  read(): Content<T>;
  readonly changed: Emitter<Change<T>>;
  /** Sets the value. Missing when it is a constant, or follows from others. */
  assign?(...content: Content<T>): void;
}

let reading: Set<Source> | undefined;

/** Notes that `source` is being read. */
export function track(source: Source): void {
  reading?.add(source);
}

/** A value of its own. */
export class LocalCell<T> implements Cell<T> {
  version = 0;
  readonly #setObserved: ((observed: boolean) => void) | undefined;
  #content: Content<T>;
  #changed: Emitter<Change<T>> | undefined;

  constructor(value: T, setObserved?: (observed: boolean) => void) {
    this.#content = [value, undefined];
    this.#setObserved = setObserved;
  }

  get changed(): Emitter<Change<T>> {
    return (this.#changed ??= new Emitter(this.#setObserved));
  }

  read(): Content<T> {
    return this.#content;
  }

  assign(...content: Content<T>): void {
    const old = this.#content;
    this.#content = content;
    this.version++;
    if (differ(old, content)) this.#changed?.fire(...content, old[0]);
  }
}

/** A value that never changes: whoever listens hears it, and is forgotten. */
export class ConstantCell<T> implements Cell<T> {
  readonly version = 0;
  readonly #content: Content<T>;

  constructor(...content: Content<T>) {
    this.#content = content;
  }

  get changed(): Emitter<Change<T>> {
    return new Emitter();
  }

  read(): Content<T> {
    return this.#content;
  }
}

/**
 * A value that follows from whatever its function reads. It links itself to what it has read only while somebody
 * listens; when nobody does, a read compares versions, so that nothing keeps it alive. Several changes in one batch
 * are one change here.
 */
export class ComputedCell<T> implements Cell<T> {
  version = 0;
  readonly changed = new Emitter<Change<T>>(observed => this.#setObserved(observed));
  readonly #compute: () => Content<T>;
  #content: Content<T> | undefined;
  /** What the listeners know, while there are any. */
  #told: Content<T> | undefined;
  #readAt: readonly (readonly [Source, version: number])[] = [];
  #links: readonly Subscription[] = [];

  constructor(compute: () => Content<T>) {
    this.#compute = compute;
  }

  read(): Content<T> {
    const old = this.#content;
    if (old && this.#readAt.every(isUpToDate)) return old;
    const outer = reading;
    const sources = (reading = new Set<Source>());
    try {
      this.#content = this.#compute();
    } finally {
      reading = outer;
    }
    this.#readAt = Array.from(sources, source => [source, source.version]);
    if (!old || differ(old, this.#content)) this.version++;
    this.#relink();
    return this.#content;
  }

  #setObserved(observed: boolean): void {
    this.#told = observed ? this.read() : undefined;
    this.#relink();
  }

  #relink(): void {
    const old = this.#links;
    const sources = this.#told ? this.#readAt : [];
    this.#links = sources.map(([source]) => source.changed.link(() => refreshLater(this.#follow)));
    for (const link of old) link.dispose(); // last, so that who is still read stays observed
  }

  readonly #follow = (): void => {
    const old = this.#told;
    if (!old) return;
    try {
      this.#told = this.read();
    } catch (error) {
      return report(error); // whoever changed the source is not to blame
    }
    if (differ(old, this.#told)) this.changed.fire(...this.#told, old[0]);
  };
}

function isUpToDate([source, version]: readonly [Source, number]): boolean {
  source.read();
  return source.version === version;
}

function differ<T>(a: Content<T>, b: Content<T>): boolean {
  return !same(a[0], b[0]) || !same(a[1], b[1]);
}
