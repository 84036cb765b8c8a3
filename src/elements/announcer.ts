import type { TextMessage } from '../model/index.js';
import type { Term } from './localize.js';
import { personName } from './person-name.js';

/** How much of what was spoken is kept, for a screen reader that is busy. */
const SPOKEN_LINES = 3;

/** After messages have been spoken, those of the next moment are summed up, in milliseconds. */
const PAUSE_MS = 1500;

/** So many are still spoken one by one. */
const MOST_SINGLY = 3;

/** Not in all browsers, nor in TypeScript's: https://developer.mozilla.org/docs/Web/API/Element/ariaNotify */
interface Notifying {
  ariaNotify?: (text: string) => void;
}

/**
 * What a screen reader speaks of a conversation: each new message once, and several that come together as one sentence.
 * The browser is told by `ariaNotify`; where there is none, lines come and go in an element with `role=log`.
 */
export class Announcer {
  readonly #log: () => Element | null;
  readonly #term: Term;
  #waiting: TextMessage[] = [];
  #pause: ReturnType<typeof setTimeout> | undefined;

  /** @param log - Gives the element with `role=log`. */
  constructor(log: () => Element | null, term: Term) {
    this.#log = log;
    this.#term = term;
  }

  /** Speaks messages now or, when it has just spoken others, with what comes until then. */
  tell(messages: readonly TextMessage[]): void {
    this.#waiting.push(...messages);
    if (this.#pause === undefined) this.#speak();
  }

  /** Speaks `text` now. */
  say(text: string): void {
    const log: (Element & Notifying) | null = this.#log();
    if (log?.ariaNotify) return log.ariaNotify(text);
    const line = document.createElement('p');
    line.textContent = text;
    log?.append(line);
    if (log && log.children.length > SPOKEN_LINES) log.firstElementChild?.remove();
  }

  /** Speaks nothing more of what has been told. */
  stop(): void {
    clearTimeout(this.#pause);
    this.#pause = undefined;
    this.#waiting = [];
  }

  #speak(): void {
    const messages = this.#waiting;
    const last = messages.at(-1);
    this.#pause = last && setTimeout(() => this.#speak(), PAUSE_MS);
    if (!last) return;
    this.#waiting = [];
    if (messages.length > MOST_SINGLY) {
      this.say(this.#term('burst', messages.length, personName(last.sender), last.text()));
    } else for (const { sender, text } of messages) this.say(this.#term('says', personName(sender), text()));
  }
}
