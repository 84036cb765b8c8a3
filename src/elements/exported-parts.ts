/** For `exportparts`: each of `parts`, with `prefix` before its name. */
export const exported = (prefix: string, parts: string): string =>
  parts
    .split(' ')
    .map(part => `${part}:${prefix}-${part}`)
    .join();
