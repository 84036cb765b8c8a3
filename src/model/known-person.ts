import { Collection, Command, Enabled, Property, type Subscription, Upkeep } from '../observable/index.js';
import { formatAddress } from './address.js';
import { NOT_SIGNED_IN } from './chat.js';
import type { PersonInfo } from './chat-port.js';
import type { OwnPresence, PeoplePort, Presence, Profile } from './people-port.js';
import { Person } from './person.js';

/** Where it is asked what is not known of people. */
export interface PeopleSource {
  readonly port: PeoplePort;
  /** Nobody is asked before sign-in or after sign-out. */
  readonly isSignedIn: Property<boolean>;
}

/** What can be known of a person beside the address and the name. */
export type Facts = Omit<Profile, keyof PersonInfo> & Presence;

/** What somebody shows who shows nothing of their own. */
const PLAIN: OwnPresence = { status: 'Online', activity: '', note: '', location: '' };
const NO_PRESENCE: Presence = { ...PLAIN, status: 'Unknown', lastSeenAt: undefined };
const NO_PROFILE: Profile = {
  uri: '',
  displayName: '',
  title: '',
  department: '',
  company: '',
  office: '',
  avatarUrl: '',
  emails: [],
  phoneNumbers: [],
};

/**
 * A person, in the hands of those who may change what is known. Everything but address and name is made when somebody looks
 * for it. As an upkeep, it brings the profile.
 */
export class KnownPerson implements Upkeep {
  readonly id: Property<string>;
  readonly displayName: Property<string>;
  readonly person: Person;
  readonly #source: PeopleSource;
  readonly #isMe: boolean;
  readonly #facts: Record<string, Property<unknown>> = {};
  #profile: Property<Profile> | undefined;
  #upkeep: Upkeep | undefined;
  #presence: Property<Presence> | undefined;

  constructor(uri: string, source: PeopleSource, isMe = false) {
    this.#source = source;
    this.#isMe = isMe;
    this.id = Property(uri);
    this.displayName = Property(formatAddress(uri), { upkeep: this });
    this.person = new Person(this);
  }

  /** Takes over what the network tells. @returns The person. */
  describe(info: PersonInfo | Profile): Person {
    if (info.displayName) this.displayName(info.displayName);
    if ('title' in info) this.profile(info);
    return this.person;
  }

  get profile(): Property<Profile> {
    return (this.#profile ??= Property(NO_PROFILE, { upkeep: this }));
  }

  get presence(): Property<Presence> {
    return (this.#presence ??= this.#makePresence());
  }

  fetch(): Promise<unknown> {
    return this.#ownUpkeep.fetch();
  }

  hold(seconds?: number): Subscription {
    return this.#ownUpkeep.hold(seconds);
  }

  /** One of the things that can be known; of ourselves, what we show can be set and reset. */
  fact<Name extends keyof Facts>(name: Name): Property<Facts[Name]> {
    return (this.#facts[name] ??= this.#make(name)) as Property<Facts[Name]>;
  }

  /** A list among them, each entry made into something else. */
  list<Name extends 'emails' | 'phoneNumbers', T>(
    name: Name,
    make: (entry: Profile[Name][number]) => T,
  ): Collection<T> {
    const list = Collection<T>(this);
    this.fact(name).changed(entries => {
      for (const old of list()) void list.remove(old);
      for (const entry of entries) void list.add(make(entry));
    });
    return list.readOnly();
  }

  #make(name: keyof Facts): Property<unknown> {
    if (!(name in NO_PRESENCE)) return this.profile.map<unknown>(profile => profile[name as keyof Profile]);
    const shown = this.presence.map<unknown>(presence => presence[name as keyof Presence]);
    return this.#isMe && name in PLAIN ? this.#makeOwn(name as keyof OwnPresence, shown) : shown;
  }

  /** What we show: others see it as soon as it is set. What we showed from elsewhere is asked for once. */
  #makeOwn(name: keyof OwnPresence, shown: Property<unknown>): Property<unknown> {
    const { isSignedIn } = this.#source;
    const set = async (value: unknown): Promise<unknown> => {
      await this.#source.port.publish({ [name]: value });
      this.presence({ ...this.presence(), [name]: value });
      return value;
    };
    const enabled = Enabled(() => (isSignedIn() ? undefined : NOT_SIGNED_IN));
    isSignedIn.once(true, () => void shown.get().catch(() => {}));
    return Object.assign(shown.fork(Command(set, enabled)), { reset: Command(() => set(PLAIN[name]), enabled) });
  }

  get #ownUpkeep(): Upkeep {
    return (this.#upkeep ??= this.#makeUpkeep(
      uri => this.#source.port.profile(uri),
      profile => this.describe(profile),
    ));
  }

  #makePresence(): Property<Presence> {
    const { isSignedIn } = this.#source;
    const watch = (): Subscription => {
      let end = (): void => {};
      const following = isSignedIn.changed(signedIn => {
        end();
        end = signedIn ? this.#source.port.watchPresence(this.id(), show) : () => {};
        if (!signedIn) show(NO_PRESENCE);
      });
      return {
        dispose: () => {
          following.dispose();
          end();
        },
      };
    };
    const show = (presence: Presence): void => void presences(presence);
    const presences = Property(NO_PRESENCE, {
      upkeep: this.#makeUpkeep(uri => this.#source.port.presence(uri), show, watch),
    });
    return presences;
  }

  #makeUpkeep<T>(ask: (uri: string) => Promise<T>, take: (answer: T) => void, watch?: () => Subscription): Upkeep {
    const fetch = async (): Promise<void> => {
      if (!this.#source.isSignedIn()) throw NOT_SIGNED_IN;
      take(await ask(this.id()));
    };
    return Upkeep({
      fetch,
      watch:
        watch ??
        (() => {
          fetch().catch(() => {});
          return { dispose: () => {} };
        }),
    });
  }
}
