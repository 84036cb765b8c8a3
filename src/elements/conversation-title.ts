import type { Conversation, Participant } from '../model/index.js';
import type { Observable } from './observe.js';
import { personName } from './person-name.js';

/** The others, without those who are only being asked into a chat that is going on. */
export function peopleInside({ participants, phase }: Conversation): Participant[] {
  const active = phase() === 'active';
  return participants().filter(({ state }) => !active || state() === 'Connected');
}

/** The names of everybody else, as a title. `''` when nobody else is there. */
export function conversationTitle(conversation: Conversation): string {
  return peopleInside(conversation)
    .map(({ person }) => personName(person))
    .join(', ');
}

/** What `conversationTitle` reads, for `observe`. */
export function titleObservables({ participants, phase }: Conversation): Observable[] {
  return [phase, participants, ...participants().flatMap(({ state, person }) => [state, person.displayName])];
}
