import { batch } from '../observable/index.js';
import { addressKey } from './address.js';
import type { LoggedActivity } from './archive-port.js';
import type { Chat } from './chat.js';
import type { Conference, PersonInfo, RosterEntry, ShowConference } from './chat-port.js';
import { type GroupActivityType, tell } from './group-activity.js';

/** What of a group is remembered until it has changed. What is missing is not known. */
export interface Remembered extends Partial<Pick<Conference, 'role' | 'topic'>> {
  readonly people: readonly (PersonInfo & Partial<RosterEntry>)[];
  /** How far we knew the log then. */
  readonly position?: number;
}

/** Shows in a chat what a group is now: who is in it, what is said of it, and in its history what has changed. */
export const showConference: ShowConference = (chat: Chat, conference) => {
  const { people, role, topic, isJoiningEnabled, creator } = conference;
  const { control, history } = chat;
  batch(() => {
    control.role(role);
    if (topic !== undefined) chat.topic(topic);
    // Until we are in, it counts what was wished before.
    if (isJoiningEnabled !== undefined && chat.chatState() === 'Connected') control.isJoiningEnabled(isJoiningEnabled);
    if (creator !== undefined) chat.creator = chat.people.find(creator);
    reconcile(chat, people);
    // What we find there when we come is no change.
    const { group } = history;
    if (group) for (const one of activitiesBetween(group, conference, chat.people.me.id())) tell(history, one);
    history.group = { ...conference, position: history.latest };
  });
};

/** Makes the participants those of a snapshot. */
function reconcile({ people, roster }: Chat, entries: readonly RosterEntry[]): void {
  const listed = new Set(entries.map(entry => addressKey(entry.uri)));
  for (const participant of roster.participants()) {
    if (!listed.has(addressKey(participant.uri())) && !roster.unlisted.has(participant)) roster.remove(participant);
  }
  for (const entry of entries) {
    const person = people.identified(entry);
    const known = roster.of(person);
    const participant = known ?? roster.create(person);
    roster.unlisted.delete(participant);
    roster.properties.get(participant)?.role(entry.role);
    roster.show(entry.inLobby ? 'InLobby' : 'Connected', undefined, [participant]);
    if (!known) roster.insert(participant);
  }
}

/** What has happened between two moments of a group, as far as they tell. @param me - Our own address. */
function activitiesBetween(before: Remembered, now: Conference, me: string): readonly LoggedActivity[] {
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
