const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const dayOfYear = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

/** `14:02`, by the reader's zone and locale. */
export function formatTime(date: Date): string {
  return time.format(date);
}

/** `today`, `yesterday`, `Monday, 5 May`, and with the year when it is not this year's. */
export function formatDay(date: Date, now: Date = new Date()): string {
  const daysAgo = Math.round((startOfDay(now) - startOfDay(date)) / 86_400_000);
  if (daysAgo === 0 || daysAgo === 1) return relative.format(-daysAgo, 'day');
  return (date.getFullYear() === now.getFullYear() ? day : dayOfYear).format(date);
}

/** The first millisecond of the reader's day. Rounding above absorbs the hour of a summer-time change. */
export function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
