import { Property } from '../observable/index.js';
import { addressKey, formatAddress, parseAddress } from './address.js';
import type { PersonInfo } from './chat-port.js';
import { Person } from './person.js';

interface Known {
  readonly person: Person;
  readonly id: Property<string>;
  readonly displayName: Property<string>;
}

/** Everybody the application has heard of: one {@link Person} per address. */
export class People {
  readonly #me = known('');
  readonly #known = new Map<string, Known>();
  /** Whoever is signed in; has no address before that. */
  readonly me = this.#me.person;

  /** Stands for somebody who is not known yet; has no address. */
  readonly nobody = known('').person;

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
    return this.#find(typeof whom === 'string' ? parseAddress(whom) : whom.person.id()).person;
  }

  /** The person that the network speaks of; takes over their name. */
  identified({ uri, displayName }: PersonInfo): Person {
    const found = this.#find(uri);
    if (displayName) found.displayName(displayName);
    return found.person;
  }

  #find(uri: string): Known {
    const key = addressKey(uri);
    const found = this.#known.get(key) ?? known(uri);
    this.#known.set(key, found);
    return found;
  }
}

function known(uri: string): Known {
  const id = Property(uri);
  const displayName = Property(formatAddress(uri));
  return { id, displayName, person: new Person(id, displayName) };
}
