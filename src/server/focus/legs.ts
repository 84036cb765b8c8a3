import { formatSessionOffer, IMDN_TYPE, type TakenTypes } from '../../sip/body/index.js';
import { formatPayload, formatReason, type NameAddr, type Payload } from '../../sip/codec/index.js';
import type { Leg, Rendering } from './leg.js';

/** Why a device is hung up on. RFC 3326. */
export interface HangUpReason {
  readonly cause: number;
  readonly text: string;
}

/** What a re-INVITE of ours carries. */
const OFFER = formatSessionOffer();

/** The legs of a conversation: every device that is connected to it now. */
export class Legs {
  readonly #legs = new Set<Leg>();

  add(leg: Leg): void {
    this.#legs.add(leg);
  }

  delete(leg: Leg): void {
    this.#legs.delete(leg);
  }

  /** Has `address` a device here? */
  has(address: string): boolean {
    return [...this.#legs].some(leg => leg.address === address);
  }

  /** Sends a message to every leg but the one that it came by. */
  deliver(rendering: Rendering, origin: Leg): void {
    for (const leg of this.#legs) if (leg !== origin) leg.deliver(rendering);
  }

  /** Tells all devices of `address` that take notifications, but for `origin`, what has become of a message. */
  tell(address: string, payload: () => Payload, origin?: Leg): void {
    let shared: Payload | undefined;
    for (const leg of this.#legs) {
      if (leg.address === address && leg !== origin) leg.tell(IMDN_TYPE, () => (shared ??= payload()));
    }
  }

  /** Tells everybody else's devices that `who` is writing, or no longer is. */
  tellTyping(who: string, payload: () => Payload): void {
    let shared: Payload | undefined;
    for (const leg of this.#legs) if (leg.address !== who) leg.tellTyping(who, () => (shared ??= payload()));
  }

  /** What a device of somebody else than `address` takes, if there is one. */
  typesOfOther(address: string): TakenTypes | undefined {
    return [...this.#legs].find(leg => leg.address !== address)?.types;
  }

  /** Tells every leg that this is a conference from now on, by re-INVITE. */
  promote(contact: NameAddr, headers: Readonly<Record<string, string>>): void {
    const offer = formatPayload({ headers, ...OFFER });
    for (const leg of this.#legs) void leg.promote(contact, offer);
  }

  /** Hangs up on all devices of `address`, or of everybody. */
  hangUp(reason: HangUpReason, address?: string): void {
    const headers = byeHeaders(reason);
    for (const leg of this.#legs) {
      if (address !== undefined && leg.address !== address) continue;
      this.#legs.delete(leg);
      if (!leg.dialog.ended) void leg.dialog.bye(headers);
    }
  }

  /** A device that comes back has one leg, and so has a connection of one person: earlier ones end without a word. */
  replaceOlder(leg: Leg): void {
    for (const other of this.#legs) {
      if (other === leg || other.address !== leg.address) continue;
      const sameDevice = leg.instance !== '' && other.instance === leg.instance;
      if (!sameDevice && other.dialog.flow !== leg.dialog.flow) continue;
      this.#legs.delete(other);
      other.dialog.end();
    }
  }
}

/** The header fields of a BYE. */
export function byeHeaders({ cause, text }: HangUpReason): Record<string, string> {
  return { Reason: formatReason({ protocol: 'SIP', cause, text }) };
}
