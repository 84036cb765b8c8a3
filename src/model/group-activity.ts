import { Collection, Constant, type Property } from '../observable/index.js';
import type { LoggedActivity } from './archive-port.js';
import { addressKey } from './address.js';
import type { Conference, PersonInfo, RosterEntry } from './chat-port.js';
import type { Person } from './person.js';
import { type ActivityStatus, SUCCEEDED } from './text-message.js';

export type GroupActivityType = LoggedActivity['type'];

/** Something that happened in a group besides messages: somebody came, left or has another role, or the topic changed. */
export class GroupActivity {
  readonly type: Property<GroupActivityType>;
  readonly timestamp: Property<Date>;
  /** `Succeeded`: it has happened. */
  readonly status: Property<ActivityStatus> = SUCCEEDED;
  /** Whose doing it was: of somebody who came or left by themselves, their own. Unknown of what we have missed. */
  readonly author: Property<Person | undefined>;
  /** Whom it happened to; nobody for a topic. */
  readonly persons: Collection<Person>;
  /** The new topic or role, else `''`. */
  readonly context: Property<string>;
  /** Only messages are to be read. */
  readonly isRead: Property<boolean> = READ;
  /** Its key in `activityItems`. */
  readonly key: () => string;

  /** @internal */
  constructor(
    key: string,
    { type, at, context }: LoggedActivity,
    persons: readonly Person[],
    author: Person | undefined = persons[0],
  ) {
    const all = Collection<Person>();
    for (const person of persons) void all.add(person);
    this.key = () => key;
    this.type = Constant(type);
    this.timestamp = Constant(at);
    this.author = Constant(author);
    this.persons = all.readOnly();
    this.context = Constant(context);
  }
}

const READ = Constant(true);

/** What of a group is remembered until it has changed. What is missing is not known. */
export interface Remembered extends Partial<Pick<Conference, 'role' | 'topic'>> {
  readonly people: readonly (PersonInfo & Partial<RosterEntry>)[];
}

/** What has happened between two moments of a group, as far as they tell. @param me - Our own address. */
export function activitiesBetween(before: Remembered, now: Conference, me: string): readonly LoggedActivity[] {
  const found: Pick<LoggedActivity, 'type' | 'persons' | 'context'>[] = [];
  const add = (type: GroupActivityType, persons: LoggedActivity['persons'], context = ''): void =>
    void found.push({ type, persons, context });
  const [were, are] = [presentIn(before), presentIn(now)];
  for (const [key, person] of were) if (!are.has(key)) add('ParticipantLeft', [person]);
  for (const [key, person] of are) {
    const was = were.get(key);
    if (!was) add('ParticipantJoined', [person]);
    else if (was.role && was.role !== person.role) add('ParticipantRoleUpdate', [person], person.role);
  }
  if (before.role && before.role !== now.role) {
    add('ParticipantRoleUpdate', [{ uri: me, displayName: '' }], now.role);
  }
  if (before.topic !== undefined && now.topic !== undefined && before.topic !== now.topic) {
    add('TopicUpdate', [], now.topic);
  }
  // One event changes one thing; a snapshot after a pause tells no more than that things have changed.
  const { position, by } = (found.length === 1 && now.change) || { position: 0, by: undefined };
  return found.map(one => ({ ...one, at: new Date(), position, author: by }));
}

/** Who is in, by their addresses' keys. */
function presentIn({ people }: Remembered): ReadonlyMap<string, Remembered['people'][number]> {
  return new Map(people.filter(({ inLobby }) => !inLobby).map(person => [addressKey(person.uri), person]));
}
