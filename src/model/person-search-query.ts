import { Collection, Command, Enabled, Property, Reason } from '../observable/index.js';
import { NOT_SIGNED_IN } from './chat.js';
import type { PeopleSource } from './known-person.js';
import { no, unsupported } from './not-supported.js';
import type { People } from './people.js';
import type { Profile } from './people-port.js';
import type { Person } from './person.js';

export interface SearchResult<T> {
  readonly result: T;
}

/** Looks for people or groups, page by page. */
export interface SearchQuery<T> {
  /** What is looked for. Once it has changed, `getMore` begins anew. */
  readonly text: Property<string>;
  /** How many `getMore` gets at a time: 1 to 100. Default 50. */
  readonly limit: Property<number>;
  /** All that was found, in order. */
  readonly results: Collection<SearchResult<T>>;
  /** Whether `getMore` may find more. */
  readonly moreResultsAvailable: Property<boolean>;
  /**
   * Gets the next results; resolves with them, in order. Rejects with `RequestFailed`, or `Canceled` when the text has
   * changed meanwhile. Calls made while it gets some share them.
   */
  readonly getMore: Command<() => Promise<SearchResult<T>[]>>;
}

/** A search among those whom the server knows, by parts of their names, addresses and e-mail addresses. */
export function PersonSearchQuery(source: PeopleSource, people: People): SearchQuery<Person> {
  const text = Property('');
  const limit = Property(50);
  const results = Collection<SearchResult<Person>>();
  const more = Property(true);
  /** How often the text has changed. */
  let turn = 0;
  let asking: Promise<SearchResult<Person>[]> | undefined;

  text.changed(() => {
    turn++;
    asking = undefined;
    more(true);
    for (const old of results()) void results.remove(old);
  });

  const take = (profile: Profile): SearchResult<Person> => {
    const result = people.identified(profile);
    const key = result.id();
    const known = results(key); // accounts that come or go while we turn the pages make somebody appear twice
    const taken = known ?? { result };
    if (!known) void results.add(taken, key);
    return taken;
  };

  const getMore = async (): Promise<SearchResult<Person>[]> => {
    const mine = turn;
    try {
      const found = more() && (await source.port.searchPeople(text(), limit(), results().length));
      if (mine !== turn) throw CANCELED;
      if (!found) return [];
      more(found.more);
      return found.people.map(take);
    } finally {
      if (mine === turn) asking = undefined;
    }
  };

  return {
    text,
    limit,
    results: results.readOnly(),
    moreResultsAvailable: more.readOnly(),
    getMore: Command(
      () => (asking ??= getMore()),
      Enabled(() => (source.isSignedIn() ? undefined : NOT_SIGNED_IN)),
    ),
  };
}

/** A search that finds nothing and cannot be made: what it would look for is not supported. */
export function NoSearchQuery<T>(): SearchQuery<T> {
  return {
    text: Property(''),
    limit: Property(50),
    results: Collection<SearchResult<T>>().readOnly(),
    moreResultsAvailable: no,
    getMore: unsupported,
  };
}

const CANCELED = new Reason('Canceled');
