const formats = new Map<string, Intl.DateTimeFormat>();

/** `14:02`, by the reader's zone. */
export function formatTime(date: Date, language: string): string {
  let time = formats.get(language);
  if (!time) formats.set(language, (time = new Intl.DateTimeFormat(language, { timeStyle: 'short' })));
  return time.format(date);
}

/** `today`, `yesterday`, `Monday, 5 May`, and with the year when it is not this year's. */
export function formatDay(date: Date, language: string, now: Date = new Date()): string {
  // Rounding absorbs the hour of a summer-time change.
  const daysAgo = Math.round((startOfDay(now) - startOfDay(date)) / 86_400_000);
  if (daysAgo === 0 || daysAgo === 1) {
    return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-daysAgo, 'day');
  }
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return date.toLocaleDateString(language, { weekday: 'long', day: 'numeric', month: 'long', year });
}

/** Midnight before it, in milliseconds. */
export function startOfDay(date: Date): number {
  return new Date(date).setHours(0, 0, 0, 0);
}
