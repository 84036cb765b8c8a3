import { formatDay, startOfDay } from './clock.js';
import type { Transcript } from './transcript.js';

/** Keeps the lines above the days right: at midnight today becomes yesterday. */
export class DayLines {
  readonly #transcript: () => Transcript | undefined;
  #midnight: ReturnType<typeof setTimeout> | undefined;

  constructor(transcript: () => Transcript | undefined) {
    this.#transcript = transcript;
  }

  /** Waits for midnight, if it does not yet. */
  start(): void {
    this.#midnight ??= setTimeout(() => this.redraw(), startOfDay(new Date(), 1) - Date.now());
  }

  stop(): void {
    clearTimeout(this.#midnight);
    this.#midnight = undefined;
  }

  /** It may be another day: midnight has come, or the computer has slept. */
  redraw(): void {
    this.stop();
    this.start();
    const { rows = [], words } = this.#transcript() ?? {};
    for (const { day } of rows) {
      const time = day?.querySelector('time');
      const text = time && words && formatDay(new Date(time.dateTime), words.language);
      if (text && time.textContent !== text) time.textContent = text;
    }
  }
}
