import type { Conversation, Participant } from '../model/index.js';
import { personName } from './person-name.js';

/** The others, without those who are only being asked into a chat that is going on. */
export function peopleInside({ participants, phase }: Conversation): Participant[] {
  const active = phase() === 'active';
  return participants().filter(({ state }) => !active || state() === 'Connected');
}

/** The names of everybody else, as a title. `''` when nobody else is there, or there is no conversation. */
export function conversationTitle(conversation: Conversation | undefined): string {
  if (!conversation) return '';
  return peopleInside(conversation)
    .map(({ person }) => personName(person))
    .join(', ');
}
