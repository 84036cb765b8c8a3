import {
  assertInterval,
  Collection,
  Command,
  Enabled,
  Property,
  type Subscription,
  type Upkeep,
} from '../observable/index.js';
import { formatAddress } from './address.js';
import { NOT_SIGNED_IN } from './chat.js';
import type { PersonInfo } from './chat-port.js';
import type { OwnPresence, PeopleAccess, Presence, Profile } from './people-port.js';
import { Person, type PersonEmail, type PersonPhoneNumber } from './person.js';

/** Where it is asked what is not known of people. */
export interface PeopleSource {
  readonly network: PeopleAccess;
  /** Nobody is asked before sign-in or after sign-out. */
  readonly isSignedIn: Property<boolean>;
}

/** What can be known of a person beside the address and the name, by where it comes from. */
export interface Known {
  readonly profile: Profile;
  readonly presence: Presence;
}

/** What the profile has several of. */
export interface Lists {
  readonly emails: PersonEmail;
  readonly phoneNumbers: PersonPhoneNumber;
}

/** Of what is in neither, nothing is known: `''`. */
const NOTHING: { readonly [Part in keyof Known]: Partial<Known[Part]> } = {
  profile: {},
  presence: { status: 'Unknown', lastSeenAt: undefined },
};

/**
 * A person, in the hands of those who may change what is known. What is known beside address and name is made when somebody
 * looks for it. As an upkeep, it brings the profile.
 */
export class KnownPerson implements Upkeep {
  readonly id: Property<string>;
  readonly displayName: Property<string>;
  readonly person: Person;
  readonly source: PeopleSource;
  readonly #isMe: boolean;
  readonly #parts: Record<string, Property<object>> = {};
  readonly #facts: Record<string, unknown> = {};
  readonly #lists: Record<string, Collection<unknown>> = {};

  constructor(uri: string, source: PeopleSource, isMe = false) {
    this.source = source;
    this.#isMe = isMe;
    this.id = Property(uri);
    this.displayName = Property(formatAddress(uri), { upkeep: this });
    this.person = new Person(this);
  }

  /** Takes over what the network tells. @returns The person. */
  describe({ displayName }: PersonInfo): Person {
    if (displayName) this.displayName(displayName);
    return this.person;
  }

  fetch(): Promise<unknown> {
    return this.part('profile').get();
  }

  hold(seconds?: number): Subscription {
    return this.part('profile').subscribe(seconds);
  }

  /** All of a kind that is known now; reading it asks nobody. */
  part<Part extends keyof Known>(name: Part): Property<Partial<Known[Part]>> {
    return (this.#parts[name] ??= Property<object>(NOTHING[name], { upkeep: this.#upkeep(name) }));
  }

  /** One of the things that can be known. */
  fact<Part extends keyof Known, Name extends string & keyof Known[Part]>(
    part: Part,
    name: Name,
  ): Property<Known[Part][Name]> {
    const read = (known: Partial<Known[Part]>): unknown => (name in known ? known[name] : '');
    return (this.#facts[name] ??= this.part(part).map(read)) as Property<Known[Part][Name]>;
  }

  /** One of those that a person shows of themselves. We can set and reset it: others see it as soon as it is set. */
  shown<Name extends keyof OwnPresence>(name: Name): Property<Presence[Name]> {
    const made = this.#facts[name];
    const shown = this.fact('presence', name);
    if (made || !this.#isMe) return shown;
    const { network, isSignedIn } = this.source;
    const set = (value?: Presence[Name]): Promise<Presence[Name]> =>
      network.people((port, reader) => reader.show(port, this as never, name, value)) as Promise<Presence[Name]>;
    const enabled = Enabled(() => (isSignedIn() ? undefined : NOT_SIGNED_IN));
    isSignedIn.once(true, () => void shown.get().catch(() => {})); // what we showed from elsewhere
    const own = Object.assign(shown.fork(Command(set, enabled)), { reset: Command(() => set(), enabled) });
    return (this.#facts[name] = own);
  }

  /** A list of what stands in the profile, in the hands of who brings that. */
  list<Name extends keyof Lists>(name: Name): Collection<Lists[Name]> {
    return (this.#lists[name] ??= Collection<unknown>(this)) as Collection<Lists[Name]>;
  }

  #upkeep(part: keyof Known): Upkeep {
    const { network } = this.source;
    return {
      fetch: () => network.people((port, reader) => reader.fetch(port, this as never, part)),
      hold: seconds => {
        assertInterval(seconds);
        return { dispose: network.watchPeople((port, reader) => reader.hold(port, this as never, part, seconds)) };
      },
    };
  }
}
