import type { Dialog, IncomingRequest } from '../../sip/agent/index.js';
import { formatConferenceInfo } from '../../sip/body/index.js';
import {
  formatNameAddr,
  formatPayload,
  formatUri,
  header,
  parseValue,
  type NameAddr,
  type SipUri,
} from '../../sip/codec/index.js';
import type { ConversationState } from './conversation-state.js';
import { leads } from './roles.js';
import { lobbyChange, rosterChange, wholeRoster, type RosterDocument } from './roster-document.js';

/** How long a subscription lasts when the subscriber does not say, and at most. In seconds. */
const SUBSCRIPTION_SECONDS = 3600;

interface Subscription {
  readonly address: string;
  readonly dialog: Dialog;
  /** Of the last document sent. RFC 4575 §5.1: each subscription counts its own. */
  version: number;
  /** When it is over unless it is refreshed, in milliseconds since 1970. */
  until: number;
  expiry: NodeJS.Timeout | undefined;
}

export interface RosterOptions {
  readonly uri: SipUri;
  readonly state: () => ConversationState;
  /** Who is in the lobby. */
  readonly waiting: () => Iterable<string>;
  /** An address with the name that the server knows for it. */
  readonly nameOf: (address: string) => NameAddr;
}

/**
 * The notifier of the `conference` event package: tells its subscribers who is in, the topic and the lock, first all, then
 * each change; Leaders also who is in the lobby. RFC 4575, RFC 6665.
 */
export class Roster {
  readonly #options: RosterOptions;
  readonly #subscriptions = new Set<Subscription>();

  constructor(options: RosterOptions) {
    this.#options = options;
  }

  /** Takes a SUBSCRIBE of a member: answers it, and sends the whole roster at once. RFC 6665 §4.2.1. */
  subscribe(request: IncomingRequest, address: string, contact: NameAddr): void {
    const refusal = refuseSubscribe(request);
    if (refusal) return request.respond(refusal.status, { headers: refusal.headers });
    // One for each connection. Who asks once, with Expires 0, does not subscribe: RFC 6665 §4.4.3.
    for (const other of expiresOf(request) === 0 ? [] : this.#subscriptions) {
      if (other.address === address && other.dialog.flow === request.flow) this.#forget(other);
    }
    const dialog = request.createDialog(contact);
    const subscription: Subscription = { address, dialog, version: -1, until: 0, expiry: undefined };
    this.#subscriptions.add(subscription);
    dialog.onLost = () => this.#forget(subscription);
    dialog.onRequest = inside => this.#refresh(subscription, inside);
    this.#refresh(subscription, request);
  }

  /**
   * An event has changed who is in, who leads, the topic or the lock. Who is no longer in is told no more; who has another
   * role is told everything, because a Leader knows more. `History-Position` is the place of the event in the log.
   * @param before - The state without the event.
   * @param by - Whose doing it was, if not that of whom it is about: Referred-By, RFC 3892.
   */
  changed(before: ConversationState, by?: string): void {
    const { state, nameOf } = this.#options;
    const now = state();
    if (now.members.size === 0) return; // it ends right now: `close` tells
    const change = rosterChange(before, now, nameOf);
    if (!change) return;
    const told = {
      'History-Position': String(now.position),
      ...(by !== undefined && { 'Referred-By': formatNameAddr(nameOf(by)) }),
    };
    for (const subscription of this.#subscriptions) {
      const role = now.members.get(subscription.address)?.role;
      // RFC 6665 §4.1.3: `rejected`, they may not know any more.
      if (role === undefined) this.#end(subscription, 'rejected', undefined);
      else if (role === before.members.get(subscription.address)?.role) this.#notify(subscription, change, told);
      else this.#notify(subscription, this.#all(subscription), told);
    }
  }

  /** Somebody has come to the lobby, or has gone from it without coming in. */
  lobbyChanged(address: string, waits: boolean): void {
    const { state, nameOf } = this.#options;
    const change = lobbyChange(address, waits, nameOf);
    for (const subscription of this.#subscriptions) {
      if (leads(state(), subscription.address)) this.#notify(subscription, change);
    }
  }

  /** The conversation has ended. RFC 6665 §4.1.3: `noresource`, do not come again. */
  close(): void {
    const deleted: RosterDocument = { state: 'deleted', usersState: 'full', users: [] };
    for (const subscription of this.#subscriptions) this.#end(subscription, 'noresource', deleted);
  }

  /** Lets go of all subscriptions without a word. */
  forget(): void {
    for (const subscription of this.#subscriptions) this.#forget(subscription);
  }

  #refresh(subscription: Subscription, request: IncomingRequest): void {
    if (request.message.method !== 'SUBSCRIBE') return request.respond(405, { headers: { Allow: 'SUBSCRIBE' } });
    const seconds = Math.min(expiresOf(request), SUBSCRIPTION_SECONDS);
    request.respond(200, { headers: { Expires: String(seconds) } });
    clearTimeout(subscription.expiry);
    const end = (): void => this.#end(subscription, 'timeout', this.#all(subscription));
    if (seconds === 0) return end();
    subscription.expiry = setTimeout(end, seconds * 1000);
    subscription.until = Date.now() + seconds * 1000;
    this.#notify(subscription, this.#all(subscription));
  }

  #all({ address }: Subscription): RosterDocument {
    const { state, waiting, nameOf } = this.#options;
    return wholeRoster(state(), leads(state(), address) ? waiting() : [], nameOf);
  }

  #end(subscription: Subscription, reason: string, last: RosterDocument | undefined): void {
    this.#notify(subscription, last, { 'Subscription-State': `terminated;reason=${reason}` });
    this.#forget(subscription);
  }

  #forget(subscription: Subscription): void {
    clearTimeout(subscription.expiry);
    this.#subscriptions.delete(subscription);
    subscription.dialog.end();
  }

  #notify(
    subscription: Subscription,
    content: RosterDocument | undefined,
    told: Readonly<Record<string, string>> = {},
  ): void {
    const seconds = Math.ceil((subscription.until - Date.now()) / 1000);
    const headers = { Event: 'conference', 'Subscription-State': `active;expires=${seconds}`, ...told };
    // A refused NOTIFY ends the subscription: the dialog says so by `onLost` (RFC 6665 §4.2.2).
    void subscription.dialog.request(
      'NOTIFY',
      formatPayload(content ? { headers, ...this.#format(subscription, content) } : { headers }),
    );
  }

  #format(subscription: Subscription, content: RosterDocument): { contentType: string; body: string } {
    subscription.version += 1;
    const { version } = subscription;
    const body = formatConferenceInfo({ entity: formatUri(this.#options.uri), version, ...content });
    return { contentType: CONFERENCE_INFO, body };
  }
}

/** The media type of what is told, and of what INFO changes. */
export const CONFERENCE_INFO = 'application/conference-info+xml';

/** RFC 6665 §7.2: 489 for another package; RFC 3261 §21.4.7: 406 when the document would not be taken. */
function refuseSubscribe({
  message,
}: IncomingRequest): { status: number; headers: Record<string, string> } | undefined {
  if (parseValue(header(message, 'event') ?? '').value !== 'conference') {
    return { status: 489, headers: { 'Allow-Events': 'conference, history' } };
  }
  const accept = message.headers.get('accept')?.join(',') ?? CONFERENCE_INFO;
  return /application\/(conference-info\+xml|\*)|\*\/\*/.test(accept) ? undefined : { status: 406, headers: {} };
}

function expiresOf({ message }: IncomingRequest): number {
  const seconds = Number(header(message, 'expires') ?? SUBSCRIPTION_SECONDS);
  return Number.isInteger(seconds) && seconds >= 0 ? seconds : SUBSCRIPTION_SECONDS;
}
