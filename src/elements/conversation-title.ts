import type { Conversation } from '../model/index.js';
import type { Observable } from './observe.js';
import { personName } from './person-name.js';

/** The names of everybody else, as a title. `''` when nobody else is there. */
export function conversationTitle(conversation: Conversation): string {
  return conversation
    .participants()
    .map(participant => personName(participant.person))
    .join(', ');
}

/** What `conversationTitle` reads, for `observe`. */
export function titleObservables(conversation: Conversation): Observable[] {
  const { participants } = conversation;
  return [participants, ...participants().map(participant => participant.person.displayName)];
}
