import { type Collection, Constant, type Property, Reason, Upkeep } from '../observable/index.js';
import { NOT_SIGNED_IN } from './chat.js';
import type { Known, KnownPerson } from './known-person.js';
import type { OwnPresence, PeoplePort, PeopleReader, Presence, Profile } from './people-port.js';
import type { Search, SearchResult } from './person-search-query.js';
import type { Person } from './person.js';

/** Takes over what the network knows of people. */
export const peopleReader: PeopleReader = { fetch, hold, show, search };

/** What somebody shows who shows nothing of their own. */
const PLAIN: OwnPresence = { status: 'Online', activity: '', note: '', location: '' };
const NO_PRESENCE: Presence = { ...PLAIN, status: 'Unknown', lastSeenAt: undefined };

const CANCELED = new Reason('Canceled');

const nothing = (): void => {};

/** Of each part of each person that somebody has looked at. */
const upkeeps = new WeakMap<Property<object>, Upkeep>();

function fetch(port: PeoplePort, known: KnownPerson, part: keyof Known): Promise<unknown> {
  return upkeepOf(port, known, part).fetch();
}

function hold(port: PeoplePort, known: KnownPerson, part: keyof Known, seconds?: number): () => void {
  return upkeepOf(port, known, part).hold(seconds).dispose;
}

/** The one of that part, so that the network is asked once however many look. */
function upkeepOf(port: PeoplePort, known: KnownPerson, part: keyof Known): Upkeep {
  const kept: Property<object> = known.part(part);
  const upkeep =
    upkeeps.get(kept) ??
    Upkeep({
      fetch: async () => {
        if (!known.source.isSignedIn()) throw NOT_SIGNED_IN;
        await ask(port, known, part);
      },
      watch: () => ({ dispose: watch(port, known, part) }),
    });
  upkeeps.set(kept, upkeep);
  return upkeep;
}

async function ask(port: PeoplePort, known: KnownPerson, part: keyof Known): Promise<void> {
  if (part === 'profile') describe(known, await port.profile(known.id()));
  else known.part(part)(await port.presence(known.id()));
}

/** Whose lists follow the profile. */
const described = new WeakSet<KnownPerson>();

/** Takes over a profile, name and lists included. */
function describe(known: KnownPerson, profile: Profile): Person {
  const person = known.describe(profile);
  known.part('profile')(profile);
  if (!described.has(known)) {
    described.add(known);
    fill(known.list('emails'), known.fact('profile', 'emails'), address => ({
      type: Constant<'Work'>('Work'),
      emailAddress: Constant(address),
    }));
    fill(known.list('phoneNumbers'), known.fact('profile', 'phoneNumbers'), ({ type, number }) => ({
      type: Constant(type),
      displayString: Constant(number),
      telUri: Constant(`tel:${number.replace(/[^\d+*#]/g, '')}`),
    }));
  }
  return person;
}

/** Keeps in `list` what `make` makes of each entry. */
function fill<E, T>(list: Collection<T>, entries: Property<readonly E[]>, make: (entry: E) => T): void {
  entries.changed(now => {
    for (const old of list()) void list.remove(old);
    for (const entry of now) void list.add(make(entry));
  });
}

function watch(port: PeoplePort, known: KnownPerson, part: keyof Known): () => void {
  const begin = part === 'profile' ? readProfile : followPresence;
  let end = nothing;
  const following = known.source.isSignedIn.changed(signedIn => {
    end();
    end = signedIn ? begin(port, known) : nothing;
  });
  return () => {
    following.dispose();
    end();
  };
}

/** Profiles hardly change. */
function readProfile(port: PeoplePort, known: KnownPerson): () => void {
  ask(port, known, 'profile').catch(nothing);
  return nothing;
}

function followPresence(port: PeoplePort, known: KnownPerson): () => void {
  const end = port.watchPresence(known.id(), known.part('presence'));
  return () => {
    end();
    if (!known.source.isSignedIn()) known.part('presence')(NO_PRESENCE);
  };
}

async function show<Name extends keyof OwnPresence>(
  port: PeoplePort,
  known: KnownPerson,
  name: Name,
  value: OwnPresence[Name] = PLAIN[name],
): Promise<OwnPresence[Name]> {
  await port.publish({ [name]: value });
  const presence = known.part('presence');
  presence({ ...presence(), [name]: value });
  return value;
}

async function search(port: PeoplePort, query: Search): Promise<SearchResult<Person>[]> {
  const { text, limit, results, more, people, isOver } = query;
  const take = (profile: Profile): SearchResult<Person> => {
    const result = describe(people.known(profile.uri), profile);
    const key = result.id();
    const known = results(key); // accounts that come or go while we turn the pages make somebody appear twice
    const taken = known ?? { result };
    if (!known) void results.add(taken, key);
    return taken;
  };
  if (!more()) return [];
  const found = await port.searchPeople(text(), limit(), results().length);
  if (isOver()) throw CANCELED;
  more(found.more);
  return found.people.map(take);
}
