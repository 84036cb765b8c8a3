/**
 * Whether two values count as one in change detection: identical, dates of the same time, or arrays, plain objects or
 * errors whose own members are identical.
 */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isObject(a) || !isObject(b)) return false;
  const kind: unknown = Object.getPrototypeOf(a);
  if (kind !== Object.getPrototypeOf(b)) return false;
  if (a instanceof Date) return Number(a) === Number(b);
  // Other classes may hide what makes two instances differ.
  const open = kind === Object.prototype || Array.isArray(a) || (a instanceof Error && String(a) === String(b));
  const own = Object.entries(a);
  return (
    open &&
    own.length === Object.keys(b).length &&
    own.every(([key, value]) => Object.hasOwn(b, key) && Object.is(b[key], value))
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
