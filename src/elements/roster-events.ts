import type { Conversation, Participant, Person } from '../model/index.js';
import { fire } from './fire.js';
import { isMessage } from './message-rows.js';

/** Who was in a conversation when it was last looked at, and how far its history went. */
interface Seen {
  readonly conversation: Conversation;
  readonly present: ReadonlyMap<Person, Participant>;
  readonly newest: string | undefined;
}

const seen = new WeakMap<Element, Seen>();

/**
 * Fires `participant-joined` and `participant-left` on `host` for those who have come or gone since the last call. Call it
 * after each drawing. Who is there already when a chat begins, or is joined, has not come: the history tells the difference.
 */
export function tellRoster(host: Element, conversation: Conversation | undefined): void {
  const before = seen.get(host);
  if (conversation?.phase() !== 'active') return void seen.delete(host);
  const inside = conversation.participants().filter(({ state }) => state() === 'Connected');
  const present = new Map(inside.map(participant => [participant.person, participant]));
  const items = conversation.historyService.activityItems();
  seen.set(host, { conversation, present, newest: items.at(-1)?.key() });
  if (before?.conversation !== conversation) return;
  const known = items.findLastIndex(item => item.key() === before.newest);
  for (const item of items.slice(known + 1)) {
    if (isMessage(item)) continue;
    for (const person of item.persons()) {
      const [was, is] = [before.present.get(person), present.get(person)];
      if (item.type() === 'ParticipantJoined' && is && !was) fire(host, 'participant-joined', { participant: is });
      if (item.type() === 'ParticipantLeft' && was && !is) fire(host, 'participant-left', { participant: was });
    }
  }
}
