import type { Collection } from '../observable/index.js';
import type { SearchQuery } from './person-search-query.js';
import type { MePerson, Person } from './person.js';

/** People, and groups of people. */
export interface Group {
  /** In the order in which the application has heard of them. */
  readonly persons: Collection<Person>;
  readonly groups: Collection<Group>;
}

/** Who is who. */
export interface PersonsAndGroupsManager {
  /** Whoever is signed in; has no address before that. */
  readonly mePerson: MePerson;
  /**
   * Everybody whom the application has heard of, in conversations and by searching, but ourselves. There are no contact lists
   * on the server, so this begins empty; and no groups.
   */
  readonly all: Group;
  /**
   * Ours: the person with this address, heard of or not. Nobody is asked about them yet.
   *
   * @param address - SIP address with or without `sip:`; compared as docs/decisions/0012-addresses.md says.
   * @throws SyntaxError when the text is not an address.
   */
  getPerson(address: string): Person;
  /** Looks for people among those whom the server knows. */
  createPersonSearchQuery(): SearchQuery<Person>;
  /** Looks for groups, of which there are none: its `getMore` is disabled. */
  createGroupSearchQuery(): SearchQuery<Group>;
}
