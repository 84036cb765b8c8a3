import type { Conversation } from '../model/index.js';
import { conversationTitle, peopleInside } from './conversation-title.js';
import { personName } from './person-name.js';
import { reasonText } from './reason-sentence.js';
import { strings } from './strings.js';

/** Says in a few words how a conversation stands, for the line under its title. */
export function stateLine(conversation: Conversation): string {
  const phase = conversation.phase();
  if (!conversation.isGroupConversation()) return strings[phase];
  if (phase === 'active') return strings.people(peopleInside(conversation).length + 1);
  return phase === 'inviting' ? '' : strings[phase]; // nobody is called when we join
}

/** Says who is typing; `''` when nobody is. */
export function typingText({ participants }: Conversation): string {
  const names = participants()
    .filter(({ chat }) => chat.isTyping())
    .map(({ person }) => personName(person));
  return strings.typing(names, names.length);
}

/** Says who asks for what. */
export function askText(conversation: Conversation): string {
  const name = conversationTitle(conversation);
  return conversation.isGroupConversation() ? strings.invitesToGroup(name) : strings.wantsToChat(name);
}

/** Says why a conversation has ended. */
export function endText(conversation: Conversation): string {
  const { reason } = conversation.state;
  const group = conversation.isGroupConversation();
  if (!reason) return group ? strings.youLeft : strings.youEnded;
  return reasonText(reason, group ? strings.theGroup : conversationTitle(conversation));
}
