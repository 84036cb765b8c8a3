import { Collection } from '../observable/index.js';
import type { Conversation, Participant } from '../model/index.js';
import type { Note } from './message-rows.js';
import { personName } from './person-name.js';
import { strings } from './strings.js';

const known = new WeakMap<Conversation, Collection<Note>>();

/**
 * Who joined and left a group conversation, oldest first, for lines such as “Carol joined” among its messages. There is
 * one collection for each conversation, so that all who draw it show the same. It begins when it is first asked for and
 * lives as long as the conversation.
 */
export function notesOf(conversation: Conversation): Collection<Note> {
  const notes = known.get(conversation) ?? takeNotes(conversation);
  known.set(conversation, notes);
  return notes;
}

function takeNotes({ participants, isGroupConversation, phase, chatService }: Conversation): Collection<Note> {
  const notes = Collection<Note>();
  const present = new Set<Participant>();
  /** Who is here at the beginning is known. Only who comes after that joins. */
  let settled = false;

  const note = (text: string): void => {
    if (!isGroupConversation() || phase() !== 'active') return;
    void notes.add({ key: `note ${notes.size()}`, text, at: new Date(), after: chatService.messages.size() });
  };
  const join = (participant: Participant): void => {
    if (present.has(participant)) return;
    present.add(participant);
    if (settled) note(strings.joined(personName(participant.person)));
    // Besides the one who asks, whoever comes into a group is told of all who are there at once.
    else if (isGroupConversation() && present.size > 1) queueMicrotask(() => (settled = true));
  };
  participants.added(participant => participant.state.when('Connected', () => join(participant)));
  participants.removed(participant => {
    if (present.delete(participant)) note(strings.left(personName(participant.person)));
  });
  settled = !isGroupConversation() || (phase() === 'active' && present.size > 1);
  return notes;
}
