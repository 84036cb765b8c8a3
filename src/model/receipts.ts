import { Collection } from '../observable/index.js';
import { addressKey } from './address.js';
import type { Receipt } from './chat-port.js';
import type { Person } from './person.js';

/** What has become of one message for each of those it was sent to. A list is made when it is first looked at. */
export class Receipts {
  /** The furthest that is known of each. `noteReceipt` changes it, and the lists. */
  readonly known = new Map<Person, Receipt>();
  readonly lists = new Map<Receipt, { readonly list: Collection<Person>; readonly view: Collection<Person> }>();

  /** For whom that is true; who has read it has got it. */
  of(which: Receipt): Collection<Person> {
    const made = this.lists.get(which);
    if (made) return made.view;
    const list = Collection<Person>();
    for (const [who, known] of this.known) if (holds(which, known)) void list.add(who, addressKey(who.id()));
    const view = list.readOnly();
    this.lists.set(which, { list, view });
    return view;
  }
}

export function holds(which: Receipt, known: Receipt): boolean {
  return which === known || (which === 'Delivered' && known === 'Read');
}
