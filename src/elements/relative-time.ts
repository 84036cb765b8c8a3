import { startOfDay } from './clock.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `now`, `5 min. ago`, `3 hr. ago`, `yesterday`, `4 days ago`; after a week the date, with the year when it is not this year's. */
export function relativeTime(date: Date, language: string, now: Date = new Date()): string {
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  const ago = Math.max(0, now.getTime() - date.getTime()); // the server's clock may be ahead
  if (ago < MINUTE_MS) return relative.format(0, 'second');
  if (ago < HOUR_MS) return relative.format(-Math.floor(ago / MINUTE_MS), 'minute');
  if (ago < DAY_MS) return relative.format(-Math.floor(ago / HOUR_MS), 'hour');
  // Rounding absorbs the hour of a summer-time change.
  const days = Math.round((startOfDay(now) - startOfDay(date)) / DAY_MS);
  if (days < 7) return relative.format(-days, 'day');
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return date.toLocaleDateString(language, { day: 'numeric', month: 'short', year });
}
