const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });

/** `14:02`, by the reader's zone and locale. */
export function formatTime(date: Date): string {
  return time.format(date);
}

/** `today`, `yesterday`, `Monday, 5 May`, and with the year when it is not this year's. */
export function formatDay(date: Date, now: Date = new Date()): string {
  // Rounding absorbs the hour of a summer-time change.
  const daysAgo = Math.round((startOfDay(now) - startOfDay(date)) / 86_400_000);
  if (daysAgo === 0 || daysAgo === 1) {
    return new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' }).format(-daysAgo, 'day');
  }
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return date.toLocaleDateString(undefined, { weekday: 'long', day: 'numeric', month: 'long', year });
}

function startOfDay(date: Date): number {
  return new Date(date).setHours(0, 0, 0, 0);
}
