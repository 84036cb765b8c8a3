/**
 * Whether two values count as one in change detection: identical, dates of the same time, or arrays, plain objects or
 * errors whose own members are identical.
 */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  const kind = a?.constructor;
  if (!isObject(a) || !isObject(b) || kind !== b.constructor) return false;
  if (kind === Date) return Number(a) === Number(b);
  // Other classes may hide what makes two instances differ.
  if (kind !== Object && kind !== Array && !(a instanceof Error && String(a) === String(b))) return false;
  const own = Object.entries(a);
  return (
    own.length === Object.keys(b).length &&
    own.every(([key, value]) => Object.hasOwn(b, key) && Object.is(b[key], value))
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object';
}
