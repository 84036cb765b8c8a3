import { Collection } from '../observable/index.js';
import { addressKey } from './address.js';
import type { Receipt } from './chat-port.js';
import type { Person } from './person.js';

/** What a later receipt adds to, or proves wrong, in this order. */
const ORDER: readonly Receipt[] = ['Failed', 'Delivered', 'Read'];

/** What has become of one message for each of those it was sent to. A list is made when it is first looked at. */
export class Receipts {
  /** The furthest that is known of each. */
  readonly #known = new Map<Person, Receipt>();
  readonly #lists = new Map<Receipt, { readonly list: Collection<Person>; readonly view: Collection<Person> }>();

  /** The furthest that is known of `who`. */
  known(who: Person): Receipt | undefined {
    return this.#known.get(who);
  }

  /** Takes a receipt down. False when that was known, or more. */
  note(who: Person, receipt: Receipt): boolean {
    const known = this.#known.get(who);
    if (known && ORDER.indexOf(known) >= ORDER.indexOf(receipt)) return false;
    this.#known.set(who, receipt);
    for (const [which, { list }] of this.#lists) {
      if (holds(which, receipt)) {
        if (!known || !holds(which, known)) void list.add(who, addressKey(who.id()));
      } else if (known && holds(which, known)) void list.remove(who);
    }
    return true;
  }

  /** For whom that is true; who has read it has got it. */
  of(which: Receipt): Collection<Person> {
    const made = this.#lists.get(which);
    if (made) return made.view;
    const list = Collection<Person>();
    for (const [who, known] of this.#known) if (holds(which, known)) void list.add(who, addressKey(who.id()));
    const view = list.readOnly();
    this.#lists.set(which, { list, view });
    return view;
  }
}

function holds(which: Receipt, known: Receipt): boolean {
  return which === known || (which === 'Delivered' && known === 'Read');
}
