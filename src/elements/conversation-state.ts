import type { Conversation } from '../model/index.js';
import { conversationTitle, peopleInside } from './conversation-title.js';
import type { Term } from './localize.js';
import { personName } from './person-name.js';
import { reasonText } from './reason-sentence.js';

/** Says in a few words how a conversation stands, for the line under its title. */
export function stateLine(conversation: Conversation, term: Term): string {
  const phase = conversation.phase();
  if (phase === 'idle' || phase === 'incoming') return '';
  if (!conversation.isGroupConversation()) return term(phase);
  if (phase === 'active') return term('people', peopleInside(conversation).length + 1);
  return phase === 'inviting' ? '' : term(phase); // nobody is called when we join
}

/** Says who is typing; `''` when nobody is. */
export function typingText({ participants }: Conversation, term: Term): string {
  const names = participants()
    .filter(({ chat }) => chat.isTyping())
    .map(({ person }) => personName(person));
  return term('typing', names, names.length);
}

/** Says who asks for what. */
export function askText(conversation: Conversation, term: Term): string {
  const name = conversationTitle(conversation);
  return conversation.isGroupConversation() ? term('invitesToGroup', name) : term('wantsToChat', name);
}

/** Says why a conversation has ended. */
export function endText(conversation: Conversation, term: Term): string {
  const { reason } = conversation.state;
  const group = conversation.isGroupConversation();
  if (!reason) return group ? term('youLeft') : term('youEnded');
  return reasonText(reason, group ? term('theGroup') : conversationTitle(conversation), term);
}
