import type { Dialog, IncomingRequest } from '../../sip/agent/index.js';
import type { Peer } from './leg.js';
import type { Offer } from './offer.js';
import { SipError } from './sip-error.js';

/** How often who waits is told that they still do, in milliseconds. RFC 3261 §13.3.1.1. */
const REMINDER_MS = 60_000;

/** How many devices of one person may wait. */
const MAX_DEVICES = 5;

/** A device that has asked to come in by the conversation's URI: its INVITE has no final answer yet. */
export interface Guest {
  readonly address: string;
  readonly request: IncomingRequest;
  /** What the INVITE began. */
  readonly dialog: Dialog;
  readonly peer: Peer;
  /** What the INVITE carries. Its first message is said when they are let in. */
  readonly offer: Offer;
}

export interface LobbyOptions {
  /** At most so many devices. Over it: 486. */
  readonly maxWaiting: number;
  /** How long one may wait, in seconds. Then: 480. */
  readonly seconds: number;
  /** Somebody has come, or has gone without coming in. */
  readonly onChange: (address: string, waits: boolean) => void;
}

interface Timers {
  readonly reminder: NodeJS.Timeout;
  readonly patience: NodeJS.Timeout;
}

/**
 * Where those wait who come to a locked conversation by its URI: their INVITE is answered 182 until a Leader admits or
 * refuses them. They hear nothing and can do nothing; a restart of the server sends them away.
 */
export class Lobby {
  readonly #options: LobbyOptions;
  readonly #guests = new Map<Guest, Timers>();

  constructor(options: LobbyOptions) {
    this.#options = options;
  }

  /** Who waits, each once. */
  get addresses(): ReadonlySet<string> {
    return new Set([...this.#guests.keys()].map(({ address }) => address));
  }

  /**
   * Lets a device wait.
   * @throws SipError 486 when too many do.
   */
  enter(guest: Guest): void {
    const devices = this.#devicesOf(guest.address).length;
    if (this.#guests.size >= this.#options.maxWaiting || devices >= MAX_DEVICES) {
      throw new SipError(486, 'The lobby is full', { 'Refused-Because': 'LimitExceeded' });
    }
    const { request, dialog } = guest;
    const remind = (): void => request.respond(182, { reason: 'Queued' });
    const giveUp = (): void => this.#leave(guest, 480, 'Nobody has answered');
    this.#guests.set(guest, {
      reminder: setInterval(remind, REMINDER_MS),
      patience: setTimeout(giveUp, this.#options.seconds * 1000),
    });
    request.onCancel = () => this.#leave(guest, 487);
    dialog.onLost = () => this.#leave(guest, 487);
    dialog.onRequest = inside => this.#answer(guest, inside);
    remind();
    if (devices === 0) this.#options.onChange(guest.address, true);
  }

  /** Takes the devices of `address` out of the lobby. Their INVITEs are the caller's to answer. */
  take(address: string): readonly Guest[] {
    const guests = this.#devicesOf(address);
    for (const guest of guests) this.#forget(guest);
    return guests;
  }

  /** A Leader does not let `address` in. False when they do not wait. */
  refuse(address: string): boolean {
    const guests = this.#devicesOf(address);
    for (const guest of guests) this.#leave(guest, 603, 'Not admitted');
    return guests.length > 0;
  }

  /** The conversation has ended. */
  close(): void {
    for (const guest of [...this.#guests.keys()]) this.#leave(guest, 410, 'The conversation has ended');
  }

  /** Forgets everybody without a word. */
  forget(): void {
    for (const guest of [...this.#guests.keys()]) this.#forget(guest);
  }

  #devicesOf(address: string): readonly Guest[] {
    return [...this.#guests.keys()].filter(guest => guest.address === address);
  }

  /** What comes inside a dialog whose INVITE still waits: only BYE does anything. RFC 3261 §15. */
  #answer(guest: Guest, inside: IncomingRequest): void {
    if (inside.message.method !== 'BYE') return inside.respond(403, { reason: 'Not in this conversation' });
    inside.respond(200);
    this.#leave(guest, 487);
  }

  #leave(guest: Guest, status: number, reason?: string): void {
    this.#forget(guest);
    const { request, address } = guest;
    if (request.status === 0) request.respond(status, reason === undefined ? {} : { reason });
    if (this.#devicesOf(address).length === 0) this.#options.onChange(address, false);
  }

  #forget(guest: Guest): void {
    const timers = this.#guests.get(guest);
    clearInterval(timers?.reminder);
    clearTimeout(timers?.patience);
    this.#guests.delete(guest);
  }
}
