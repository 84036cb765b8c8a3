import { Emitter } from './emitter.js';
import { same } from './same.js';
import { attempt } from './turn.js';

/** What a listener of a property hears: the new value, why, the old value. */
export type Change<T> = [value: T, reason: unknown, oldValue: T | undefined];

/** A value, and why it is so. */
export type Content<T> = readonly [value: T, reason: unknown];

/** Something that can be read and says when it has changed. */
export interface Source<C = unknown> {
  /** What is there now: something else after every change, the same until then. */
  read(): C;
  /** Missing when it never changes. */
  readonly changed?: Pick<Emitter<[]>, 'join' | 'part'>;
}

/** What stands behind a property: its value. Several properties may share one. */
export interface Cell<T> extends Source<Content<T>> {
  readonly changed?: Emitter<Change<T>>;
  /** Sets the value. Missing when it is a constant, or follows from others. */
  assign?(...content: Content<T>): void;
}

let reading: Map<Source, unknown> | undefined;

/** Reads `source`; what is being computed follows from it. */
export function track<C>(source: Source<C>): C {
  const content = source.read();
  reading?.set(source, content);
  return content;
}

/** Runs what is to read without following: what is being computed does not change with what `run` reads. */
export function untracked<T>(run: () => T): T {
  const outer = reading;
  reading = undefined;
  try {
    return run();
  } finally {
    reading = outer;
  }
}

/** A value of its own. */
export class LocalCell<T> implements Cell<T> {
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
    if (differ(old, content)) this.#changed?.fire(...content, old[0]);
  }
}

/**
 * A value that follows from whatever its function reads. It joins what it has read only while somebody listens; when
 * nobody does, a read looks whether that has changed, so that nothing keeps it alive. Several changes in one batch are
 * one change here.
 */
export class ComputedCell<T> implements Cell<T> {
  readonly changed = new Emitter<Change<T>>(observed => this.#setObserved(observed));
  readonly #compute: () => Content<T>;
  #content: Content<T> | undefined;
  /** What the listeners know, while there are any. */
  #told: Content<T> | undefined;
  #read: ReadonlyMap<Source, unknown> = new Map();

  constructor(compute: () => Content<T>) {
    this.#compute = compute;
  }

  read(): Content<T> {
    if (this.#content && isUpToDate(this.#read)) return this.#content;
    const outer = reading;
    const read = (reading = new Map<Source, unknown>());
    try {
      const content = this.#compute();
      if (!this.#content || differ(this.#content, content)) this.#content = content;
    } finally {
      reading = outer;
    }
    const before = this.#read;
    this.#read = read;
    if (this.#told) this.#join(before);
    return this.#content;
  }

  #setObserved(observed: boolean): void {
    this.#told = observed ? this.read() : undefined;
    if (observed) this.#join();
    else for (const source of this.#read.keys()) source.changed?.part(this.#follow);
  }

  /** Joins what is read now, then parts from what no longer is. */
  #join(before: ReadonlyMap<Source, unknown> = this.#read): void {
    for (const source of this.#read.keys()) source.changed?.join(this.#follow);
    for (const source of before.keys()) if (!this.#read.has(source)) source.changed?.part(this.#follow);
  }

  readonly #follow = (): void => {
    // whoever changed the source is not to blame for what the function throws
    attempt(() => {
      const old = this.#told;
      if (!old) return;
      this.#told = this.read();
      if (differ(old, this.#told)) this.changed.fire(...this.#told, old[0]);
    });
  };
}

function isUpToDate(read: ReadonlyMap<Source, unknown>): boolean {
  for (const [source, content] of read) if (source.read() !== content) return false;
  return true;
}

function differ<T>(a: Content<T>, b: Content<T>): boolean {
  return !same(a[0], b[0]) || !same(a[1], b[1]);
}
