import type { ReceiptMark } from './message-mark.js';
import { personName } from './person-name.js';

/** How far a message of this user has come, by its receipts. */
export const readReceipts: ReceiptMark = (message, conversation, language, term) => {
  const lost = message.failedFor().map(personName);
  if (lost.length > 0) {
    return { state: 'undelivered', step: NaN, text: term('undelivered', new Intl.ListFormat(language).format(lost)) };
  }
  const got = message.deliveredTo.size();
  const read = message.readBy.size();
  const here = conversation.participants().filter(({ state }) => state() === 'Connected').length;
  const all = conversation.isGroupConversation() ? Math.max(here, got) : 1;
  if (read > 0) return { state: 'read', step: 3, text: all === 1 ? term('read') : term('readBy', read, all) };
  if (got > 0) {
    return { state: 'delivered', step: 2, text: all === 1 ? term('delivered') : term('deliveredTo', got, all) };
  }
  return undefined;
};
