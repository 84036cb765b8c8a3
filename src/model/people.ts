import { Property } from '../observable/index.js';
import { addressKey, formatAddress, parseAddress } from './address.js';
import type { PersonInfo } from './chat-port.js';
import { Person } from './person.js';

interface Record {
  readonly person: Person;
  readonly id: Property<string>;
  readonly displayName: Property<string>;
}

/** Everybody the application has heard of: one {@link Person} per address. */
export class People {
  /** Whoever is signed in; has no address before that. */
  readonly me: Person;
  readonly #me: Record;
  readonly #known = new Map<string, Record>();

  constructor() {
    this.#me = record('', '');
    this.me = this.#me.person;
  }

  /** Says who `me` is. */
  identifyMe({ uri, displayName }: PersonInfo): void {
    this.#me.id(uri);
    this.#me.displayName(displayName || formatAddress(uri));
    this.#known.set(addressKey(uri), this.#me);
  }

  /**
   * The person with this address, or the one given.
   *
   * @throws SyntaxError when the text is not an address.
   */
  find(whom: string | Person): Person {
    return typeof whom === 'string' ? this.#find(parseAddress(whom)).person : this.#find(whom.id(), whom).person;
  }

  /** The person that the network speaks of; takes over their name. */
  identified({ uri, displayName }: PersonInfo): Person {
    const known = this.#find(uri);
    if (displayName) known.displayName(displayName);
    return known.person;
  }

  #find(uri: string, person?: Person): Record {
    const key = addressKey(uri);
    const known = this.#known.get(key) ?? record(uri, formatAddress(uri), person);
    this.#known.set(key, known);
    return known;
  }
}

function record(uri: string, name: string, given?: Person): Record {
  const id = Property(uri);
  const displayName = Property(name);
  return { id, displayName, person: given ?? new Person(id, displayName) };
}
