import { Collection, Command, Enabled, Property } from '../observable/index.js';
import { NOT_SIGNED_IN } from './chat.js';
import type { PeopleSource } from './known-person.js';
import { no, unsupported } from './not-supported.js';
import type { People } from './people.js';
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

/**
 * What a search has found so far.
 * @internal
 */
export interface Search {
  readonly text: Property<string>;
  readonly limit: Property<number>;
  readonly results: Collection<SearchResult<Person>>;
  /** Whether there may be more. */
  readonly more: Property<boolean>;
  readonly people: People;
  /** Whether the text has changed since it was asked. */
  isOver(): boolean;
}

/**
 * A search among those whom the server knows, by parts of their names, addresses and e-mail addresses.
 * @internal
 */
export function PersonSearchQuery({ network, isSignedIn }: PeopleSource, people: People): SearchQuery<Person> {
  const text = Property('');
  const limit = Property(50);
  const results = Collection<SearchResult<Person>>();
  const more = Property(true);
  let asking: Promise<SearchResult<Person>[]> | undefined;

  text.changed(() => {
    asking = undefined;
    more(true);
    for (const old of results()) void results.remove(old);
  });

  const getMore = (): Promise<SearchResult<Person>[]> => {
    if (asking) return asking;
    const isOver = (): boolean => asking !== mine;
    const search = { text, limit, results, more, people, isOver } as never;
    const mine = network
      .people((port, reader) => reader.search(port, search) as Promise<SearchResult<Person>[]>)
      .finally(() => {
        if (!isOver()) asking = undefined;
      });
    return (asking = mine);
  };

  return {
    text,
    limit,
    results: results.readOnly(),
    moreResultsAvailable: more.readOnly(),
    getMore: Command(
      getMore,
      Enabled(() => (isSignedIn() ? undefined : NOT_SIGNED_IN)),
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
