/**
 * Whether two values count as one in change detection: identical, dates of the same time, or arrays, plain objects or
 * errors whose own members are identical.
 */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isObject(a) || !isObject(b) || Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (a instanceof Error && b instanceof Error) return a.message === b.message && sameMembers(a, b);
  // Other classes may hide what makes two instances differ.
  return (Array.isArray(a) || isPlain(a)) && sameMembers(a, b);
}

function sameMembers(a: object, b: object): boolean {
  const members = new Map(Object.entries(b));
  const own = Object.entries(a);
  return (
    own.length === members.size && own.every(([key, value]) => members.has(key) && Object.is(members.get(key), value))
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
