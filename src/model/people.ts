import { Collection } from '../observable/index.js';
import { addressKey, formatAddress, parseAddress } from './address.js';
import type { PersonInfo } from './chat-port.js';
import { KnownPerson, type PeopleSource } from './known-person.js';
import type { MePerson, Person } from './person.js';
import type { Group } from './persons-and-groups-manager.js';

/** Everybody the application has heard of: one {@link Person} per address. */
export class People {
  readonly #source: PeopleSource;
  readonly #me: KnownPerson;
  readonly #known = new Map<string, KnownPerson>();
  readonly #persons = Collection<Person>();
  /** Whoever is signed in; has no address before that. */
  readonly me: MePerson;
  /** Stands for somebody who is not known yet; has no address. */
  readonly nobody: Person;
  /** All but ourselves. */
  readonly all: Group = { persons: this.#persons.readOnly(), groups: Collection<Group>().readOnly() };

  constructor(source: PeopleSource) {
    this.#source = source;
    this.#me = new KnownPerson('', source, true);
    this.me = this.#me.person as MePerson;
    this.nobody = new KnownPerson('', source).person;
  }

  /** Whether we are known to be Hidden: then nobody is told of what we do. */
  get hidden(): boolean {
    return this.#me.part('presence')().status === 'Hidden';
  }

  /** Says who `me` is. */
  identifyMe({ uri, displayName }: PersonInfo): void {
    this.#me.id(uri);
    this.#me.displayName(displayName || formatAddress(uri));
    this.#known.set(addressKey(uri), this.#me);
  }

  /**
   * The person with this address, or the one who is meant.
   *
   * @throws SyntaxError when the text is not an address.
   */
  find(whom: string | { readonly person: Person }): Person {
    return this.known(typeof whom === 'string' ? parseAddress(whom) : whom.person.id()).person;
  }

  /** The person that the network speaks of; takes over their name. */
  identified(info: PersonInfo): Person {
    return this.known(info.uri).describe(info);
  }

  /** The same, in the hands of those who may change what is known. */
  known(uri: string): KnownPerson {
    const key = addressKey(uri);
    let found = this.#known.get(key);
    if (!found) {
      this.#known.set(key, (found = new KnownPerson(uri, this.#source)));
      void this.#persons.add(found.person, key);
    }
    return found;
  }
}
