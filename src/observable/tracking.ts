import type { Subscription } from './subscription.js';

/** Something that can be read and says when it has changed. */
export interface Source {
  /** Grows with every change. */
  readonly version: number;
  /** Brings `version` up to date. */
  peek(): unknown;
  /** Calls `link` at every change, before any listener. */
  link(link: () => void): Subscription;
}

let reading: Set<Source> | undefined;

/** Notes that `source` is being read. */
export function track(source: Source): void {
  reading?.add(source);
}

/** Runs `read` and says what it has read. */
export function tracked<T>(read: () => T): { readonly result: T; readonly sources: ReadonlySet<Source> } {
  const outer = reading;
  const sources = (reading = new Set<Source>());
  try {
    return { result: read(), sources };
  } finally {
    reading = outer;
  }
}
