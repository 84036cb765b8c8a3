import { addressKey } from './address.js';
import type { Chat } from './chat.js';
import type { Receipt, ShowReceipt } from './chat-port.js';
import type { Person } from './person.js';
import { holds, type Receipts } from './receipts.js';

/** What a later receipt adds to, or proves wrong, in this order. */
const ORDER: readonly Receipt[] = ['Failed', 'Delivered', 'Read'];

/**
 * Shows what has become of a message of ours for somebody. Whoever has seen one has seen those before it, but not what has
 * failed to reach them; in a group those that they are known to have got, as they may have come later.
 */
export const showReceipt: ShowReceipt = (chat: Chat, id, info, receipt) => {
  const { messages } = chat.history;
  const who = chat.people.identified(info);
  if (who === chat.people.me) chat.history.readElsewhere(id);
  const item = messages(chat.keyOf(chat.people.me, id));
  if (!item || !noteReceipt(item.receipts, who, receipt) || receipt !== 'Read') return;
  for (const earlier of messages().slice(0, messages().indexOf(item)).reverse()) {
    if (earlier.direction() === 'Incoming' || earlier.status() !== 'Succeeded') continue;
    const known = earlier.receipts.known.get(who);
    if (known === 'Failed' || (chat.isGroup() && !known)) continue;
    if (!noteReceipt(earlier.receipts, who, receipt)) return;
  }
};

/** Takes a receipt down. False when that was known, or more. */
function noteReceipt({ known, lists }: Receipts, who: Person, receipt: Receipt): boolean {
  const before = known.get(who);
  if (before && ORDER.indexOf(before) >= ORDER.indexOf(receipt)) return false;
  known.set(who, receipt);
  for (const [which, { list }] of lists) {
    if (holds(which, receipt)) {
      if (!before || !holds(which, before)) void list.add(who, addressKey(who.id()));
    } else if (before && holds(which, before)) void list.remove(who);
  }
  return true;
}
