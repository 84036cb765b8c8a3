import type { Conversation } from '../model/index.js';
import { askText, typingText } from './conversation-state.js';
import type { Term } from './localize.js';
import { personName } from './person-name.js';

/** No row shows more. */
const MAX_CHARACTERS = 160;

/** What is new in a conversation, in one line: who asks, who types, else the last message; `''` when nothing is known. */
export function snippet(conversation: Conversation, term: Term): string {
  const last = conversation.chatService.messages().at(-1);
  if (conversation.chatService.accept.enabled()) return askText(conversation, term);
  const typing = typingText(conversation, term);
  if (typing || !last) return typing;
  const text = last.text().slice(0, MAX_CHARACTERS).replace(/\s+/g, ' ');
  if (last.status() === 'Failed') return term('notSent', text);
  if (last.direction() === 'Outgoing') return term('says', term('you'), text);
  return conversation.isGroupConversation() ? term('says', personName(last.sender), text) : text;
}
