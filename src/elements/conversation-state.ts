import type { Conversation } from '../model/index.js';
import { Reason } from '../observable/index.js';
import { conversationTitle, peopleInside } from './conversation-title.js';
import { reasonSentence } from './reason-sentence.js';
import { strings } from './strings.js';

/** Says in a few words how a conversation stands, for the line under its title. */
export function stateLine(conversation: Conversation): string {
  switch (conversation.phase()) {
    case 'inviting':
      return strings.callingNow;
    case 'active':
      return conversation.isGroupConversation()
        ? strings.people(peopleInside(conversation).length + 1)
        : strings.connected;
    case 'ended':
      return strings.ended;
    default:
      return '';
  }
}

/** Says what is going on where the user may want to do something; `''` while chatting, or before. */
export function noticeText(conversation: Conversation): string {
  const name = conversationTitle(conversation);
  switch (conversation.phase()) {
    case 'inviting':
      return conversation.selfParticipant.chat.state() === 'Ringing' ? strings.ringing(name) : strings.calling(name);
    case 'incoming':
      if (!conversation.chatService.accept.enabled()) return strings.joining;
      return conversation.isGroupConversation() ? strings.invitesToGroup(name) : strings.wantsToChat(name);
    case 'ended':
      return endText(conversation, name);
    default:
      return '';
  }
}

function endText(conversation: Conversation, name: string): string {
  const { reason } = conversation.state;
  if (!reason) return conversation.isGroupConversation() ? strings.youLeft : strings.youEnded;
  // No one person ends a group.
  if (conversation.isGroupConversation() && isTermination(reason)) return strings.ended;
  const { what, next } = reasonSentence(reason, name);
  return next ? `${what} ${next}` : what;
}

const isTermination = (reason: unknown): boolean => reason instanceof Reason && reason.code === 'Terminated';
