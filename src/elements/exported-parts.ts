/** For `exportparts`: each of `parts`, with `prefix` before its name. */
export const exported = (prefix: string, parts: string): string =>
  parts
    .split(' ')
    .map(part => `${part}:${prefix}-${part}`)
    .join();

/** The same for all parts of something that forwards some itself: its `own`, and what is in its `exportparts`. */
export const exportedAll = (prefix: string, own: string, forwarded: readonly string[]): string =>
  exported(prefix, own + forwarded.join().replace(/,?[\w-]+:/g, ' '));
