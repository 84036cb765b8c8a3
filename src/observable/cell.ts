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

let reading: Map<Source, number> | undefined;

/** Notes that `source` has been read. */
export function track(source: Source): void {
  reading?.set(source, source.version);
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
  #readAt: ReadonlyMap<Source, number> = new Map();
  readonly #links = new Map<Source, Subscription>();

  constructor(compute: () => Content<T>) {
    this.#compute = compute;
  }

  read(): Content<T> {
    const old = this.#content;
    if (old && isUpToDate(this.#readAt)) return old;
    const outer = reading;
    const readAt = (reading = new Map<Source, number>());
    try {
      this.#content = this.#compute();
    } finally {
      reading = outer;
    }
    this.#readAt = readAt;
    if (!old || differ(old, this.#content)) this.version++;
    this.#relink();
    return this.#content;
  }

  #setObserved(observed: boolean): void {
    this.#told = observed ? this.read() : undefined;
    this.#relink();
  }

  /** Only what is newly read, or no longer, costs a link. */
  #relink(): void {
    const wanted = this.#told ? this.#readAt : new Map<Source, number>();
    for (const [source, link] of this.#links) {
      if (!wanted.has(source)) {
        link.dispose();
        this.#links.delete(source);
      }
    }
    for (const source of wanted.keys()) {
      if (!this.#links.has(source)) this.#links.set(source, source.changed.link(this.#outdate));
    }
  }

  readonly #outdate = (): void => refreshLater(this.#follow);

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

function isUpToDate(readAt: ReadonlyMap<Source, number>): boolean {
  for (const [source, version] of readAt) {
    source.read();
    if (source.version !== version) return false;
  }
  return true;
}

function differ<T>(a: Content<T>, b: Content<T>): boolean {
  return !same(a[0], b[0]) || !same(a[1], b[1]);
}
