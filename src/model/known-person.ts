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

const nothing = (): void => {};

interface States {
  readonly profile: Property<Profile>;
  readonly presence: Property<Presence>;
}

/**
 * A person, in the hands of those who may change what is known. What is known beside address and name is made when somebody
 * looks for it. As an upkeep, it brings the profile.
 */
export class KnownPerson implements Upkeep {
  readonly id: Property<string>;
  readonly displayName: Property<string>;
  readonly person: Person;
  readonly #source: PeopleSource;
  readonly #isMe: boolean;
  readonly #facts: Record<string, Property<unknown>> = {};
  #states: States | undefined;

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
    if ('title' in info) this.#known.profile(info);
    return this.person;
  }

  fetch(): Promise<unknown> {
    return this.#known.profile.get();
  }

  hold(seconds?: number): Subscription {
    return this.#known.profile.subscribe(seconds);
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

  /** What is known of it now; reading it asks nobody. */
  get presence(): Property<Presence> {
    return this.#known.presence;
  }

  get #known(): States {
    return (this.#states ??= this.#open());
  }

  #open(): States {
    const { port, isSignedIn } = this.#source;
    const askProfile = async (): Promise<unknown> => this.describe(await port.profile(this.id()));
    const followProfile = (): (() => void) => {
      askProfile().catch(nothing);
      return nothing; // profiles hardly change
    };
    const show = (shown: Presence): void => void presence(shown);
    const followPresence = (): (() => void) => {
      const end = port.watchPresence(this.id(), show);
      return () => {
        end();
        if (!isSignedIn()) show(NO_PRESENCE);
      };
    };
    const profile = Property(NO_PROFILE, { upkeep: this.#upkeep(askProfile, followProfile) });
    const askPresence = async (): Promise<void> => show(await port.presence(this.id()));
    const presence = Property(NO_PRESENCE, { upkeep: this.#upkeep(askPresence, followPresence) });
    return { profile, presence };
  }

  #make(name: keyof Facts): Property<unknown> {
    if (!(name in NO_PRESENCE)) return this.#known.profile.map<unknown>(profile => profile[name as keyof Profile]);
    const shown = this.presence.map<unknown>(presence => presence[name as keyof Presence]);
    return this.#isMe && name in PLAIN ? this.#makeOwn(name as keyof OwnPresence, shown) : shown;
  }

  /** What we show: others see it as soon as it is set. What we showed from elsewhere is asked for once. */
  #makeOwn(name: keyof OwnPresence, shown: Property<unknown>): Property<unknown> {
    const { port, isSignedIn } = this.#source;
    const set = async (value: unknown): Promise<unknown> => {
      await port.publish({ [name]: value });
      this.presence({ ...this.presence(), [name]: value });
      return value;
    };
    const enabled = Enabled(() => (isSignedIn() ? undefined : NOT_SIGNED_IN));
    isSignedIn.once(true, () => void shown.get().catch(nothing));
    return Object.assign(shown.fork(Command(set, enabled)), { reset: Command(() => set(PLAIN[name]), enabled) });
  }

  /** @param begin - Gives how to end it. */
  #upkeep(ask: () => Promise<unknown>, begin: () => () => void): Upkeep {
    const { isSignedIn } = this.#source;
    const fetch = async (): Promise<void> => {
      if (!isSignedIn()) throw NOT_SIGNED_IN;
      await ask();
    };
    const watch = (): Subscription => {
      let end = nothing;
      const following = isSignedIn.changed(signedIn => {
        end();
        end = signedIn ? begin() : nothing;
      });
      return {
        dispose: () => {
          following.dispose();
          end();
        },
      };
    };
    return Upkeep({ fetch, watch });
  }
}
