import type { Conversation } from '../model/index.js';
import { Reason } from '../observable/index.js';
import { conversationTitle, peopleInside } from './conversation-title.js';
import { reasonText } from './reason-sentence.js';
import { strings } from './strings.js';

/** Says in a few words how a conversation stands, for the line under its title. */
export function stateLine(conversation: Conversation): string {
  const phase = conversation.phase();
  if (phase === 'inviting') return strings.callingNow;
  if (phase === 'ended') return strings.ended;
  if (phase !== 'active') return '';
  return conversation.isGroupConversation() ? strings.people(peopleInside(conversation).length + 1) : strings.connected;
}

/** Says who asks for what. */
export function askText(conversation: Conversation): string {
  const name = conversationTitle(conversation);
  return conversation.isGroupConversation() ? strings.invitesToGroup(name) : strings.wantsToChat(name);
}

/** Says what is going on where the user may want to do something; `''` while chatting, or before. */
export function noticeText(conversation: Conversation): string {
  const { chatService, selfParticipant } = conversation;
  const phase = conversation.phase();
  if (phase === 'inviting') {
    const name = conversationTitle(conversation);
    return selfParticipant.chat.state() === 'Ringing' ? strings.ringing(name) : strings.calling(name);
  }
  if (phase === 'incoming') return chatService.accept.enabled() ? askText(conversation) : strings.joining;
  return phase === 'ended' ? endText(conversation) : '';
}

function endText(conversation: Conversation): string {
  const { reason } = conversation.state;
  const group = conversation.isGroupConversation();
  if (!reason) return group ? strings.youLeft : strings.youEnded;
  // No one person ends a group.
  if (group && reason instanceof Reason && reason.code === 'Terminated') return strings.ended;
  return reasonText(reason, conversationTitle(conversation));
}
