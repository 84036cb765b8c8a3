const formats = new Map<string, Intl.DateTimeFormat>();

/** Makes a format once: that is what takes time. */
function format(date: Date, language: string, options: Intl.DateTimeFormatOptions): string {
  const key = [language, ...Object.values(options)].join();
  let known = formats.get(key);
  if (!known) formats.set(key, (known = new Intl.DateTimeFormat(language, options)));
  return known.format(date);
}

const times = new Map<string, string>();

/** `14:02`, by the reader's zone. Remembers each minute of the day: a long list asks for all its messages. */
export function formatTime(date: Date, language: string): string {
  const key = `${language} ${date.getHours()} ${date.getMinutes()}`;
  let time = times.get(key);
  if (!time) times.set(key, (time = format(date, language, { timeStyle: 'short' })));
  return time;
}

/** `today`, `yesterday`, `Monday, 5 May`, and with the year when it is not this year's. */
export function formatDay(date: Date, language: string, now: Date = new Date()): string {
  // Rounding absorbs the hour of a summer-time change.
  const daysAgo = Math.round((startOfDay(now) - startOfDay(date)) / 86_400_000);
  if (daysAgo === 0 || daysAgo === 1) {
    return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-daysAgo, 'day');
  }
  const day = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  return format(date, language, date.getFullYear() === now.getFullYear() ? day : { ...day, year: 'numeric' });
}

/** Midnight before `date`, or so many days later, by the reader's zone, in milliseconds. */
export function startOfDay(date: Date, daysLater = 0): number {
  const start = new Date(date);
  start.setDate(start.getDate() + daysLater);
  return start.setHours(0, 0, 0, 0);
}
