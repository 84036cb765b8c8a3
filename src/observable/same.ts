/**
 * Whether two values count as one in change detection: identical, dates of the same time, or arrays, plain objects or
 * errors whose own members are identical and in the same order.
 */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  const own = membersOf(a);
  const others = membersOf(b);
  return own.length > 0 && own.length === others.length && own.every((member, at) => Object.is(member, others[at]));
}

/** What two values of a kind are compared by; nothing for those of other classes, which may hide how they differ. */
function membersOf(value: unknown): unknown[] {
  const kind = value?.constructor;
  if (value instanceof Date) return [kind, Number(value)];
  const isOpen = kind === Object || Array.isArray(value) || value instanceof Error;
  return isOpen ? [kind, (value as Error).message, ...Object.entries(value as object).flat()] : [];
}
