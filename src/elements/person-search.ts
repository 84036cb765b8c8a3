import type { Application, Person, SearchQuery } from '../model/index.js';
import { batch, Property } from '../observable/index.js';

/** How long nothing more is typed before the server is asked, in milliseconds. */
const PAUSE_MS = 200;

/** So many people are got at a time. */
const PAGE = 20;

/** `idle`: nothing is looked for. */
export type PersonSearchState = 'idle' | 'searching' | 'done' | 'failed';

/**
 * Looks for people while somebody types, and knows on whom of those found they are. What comes late, after the text has
 * changed, is not heard of.
 */
export class PersonSearch {
  /** What was found last, without ourselves; it stays while the next text is looked for. */
  readonly found = Property<readonly Person[]>([]);
  readonly state = Property<PersonSearchState>('idle');
  /** The index of the one who is chosen next; -1: nobody. */
  readonly active = Property(-1);
  /** What was found is folded up. */
  readonly folded = Property(true);
  #query: SearchQuery<Person> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Whether there is a list to look at. */
  get isOpen(): boolean {
    return !this.folded() && this.found().length > 0;
  }

  /** Looks for `text` as soon as nothing else is looked for within a moment. */
  look(application: Application | undefined, text: string): void {
    this.#forget();
    if (!application || !text) return this.stop();
    batch(() => {
      this.state('searching');
      this.active(-1);
      this.folded(false);
    });
    this.#timer = setTimeout(() => {
      const query = application.personsAndGroupsManager.createPersonSearchQuery();
      query.limit(PAGE);
      query.text(text);
      this.#query = query;
      void this.#get(query, application.personsAndGroupsManager.mePerson);
    }, PAUSE_MS);
  }

  /** Gets more of the same, if there are. */
  more(application: Application | undefined): void {
    const query = this.#query;
    if (!application || !query || this.state() !== 'done' || !query.moreResultsAvailable()) return;
    void this.#get(query, application.personsAndGroupsManager.mePerson);
  }

  /** Goes so many people on; from the last to the first. Unfolds the list. */
  move(step: number): void {
    const { length } = this.found();
    if (!length) return;
    const at = this.active();
    if (!this.isOpen) this.folded(false);
    else this.active(at < 0 && step < 0 ? length - 1 : (at + step + length) % length);
  }

  /** Forgets what was found. */
  stop(): void {
    this.#forget();
    batch(() => {
      this.found([]);
      this.state('idle');
      this.active(-1);
      this.folded(true);
    });
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#query = undefined;
  }

  async #get(query: SearchQuery<Person>, me: Person): Promise<void> {
    const over = (): boolean => query !== this.#query;
    try {
      await query.getMore();
      if (over()) return;
      batch(() => {
        this.found(
          query
            .results()
            .map(({ result }) => result)
            .filter(person => person !== me),
        );
        this.state('done');
      });
    } catch {
      if (over()) return;
      batch(() => {
        this.found([]);
        this.state('failed');
      });
    }
  }
}
