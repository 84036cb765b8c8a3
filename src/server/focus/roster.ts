import type { Dialog, IncomingRequest } from '../../sip/agent/index.js';
import { formatConferenceInfo, type ConferenceUser } from '../../sip/body/index.js';
import { formatPayload, formatUri, header, parseValue, type NameAddr, type SipUri } from '../../sip/codec/index.js';
import type { ConversationState } from './conversation-state.js';

/** How long a subscription lasts when the subscriber does not say, and at most. In seconds. */
const SUBSCRIPTION_SECONDS = 3600;

interface Subscription {
  readonly address: string;
  readonly dialog: Dialog;
  /** Of the last document sent. RFC 4575 §5.1: each subscription counts its own. */
  version: number;
  expiry: NodeJS.Timeout | undefined;
}

/**
 * The notifier of the `conference` event package: tells its subscribers who is in, first all, then each change.
 * RFC 4575, RFC 6665.
 */
export class Roster {
  readonly #uri: SipUri;
  readonly #state: () => ConversationState;
  readonly #nameOf: (address: string) => NameAddr;
  readonly #subscriptions = new Set<Subscription>();

  constructor(uri: SipUri, state: () => ConversationState, nameOf: (address: string) => NameAddr) {
    this.#uri = uri;
    this.#state = state;
    this.#nameOf = nameOf;
  }

  /** Takes a SUBSCRIBE of a member: answers it, and sends the whole roster at once. RFC 6665 §4.2.1. */
  subscribe(request: IncomingRequest, address: string, contact: NameAddr): void {
    const refusal = refuseSubscribe(request);
    if (refusal) return request.respond(refusal.status, { headers: refusal.headers });
    for (const other of this.#subscriptions) {
      if (other.address === address && other.dialog.flow === request.flow) this.#forget(other); // one for each connection
    }
    const dialog = request.createDialog(contact);
    const subscription: Subscription = { address, dialog, version: -1, expiry: undefined };
    this.#subscriptions.add(subscription);
    dialog.onLost = () => this.#forget(subscription);
    dialog.onRequest = inside => this.#refresh(subscription, inside);
    this.#refresh(subscription, request);
  }

  /** Somebody has come in. */
  joined(address: string): void {
    this.#tell(this.#user(address));
  }

  /** Somebody is no longer in; they are told no more. */
  left(address: string): void {
    for (const subscription of this.#subscriptions) if (subscription.address === address) this.#end(subscription);
    this.#tell({ entity: address, state: 'deleted' });
  }

  /** The conversation has ended. RFC 6665 §4.1.3: `noresource`, do not come again. */
  close(): void {
    for (const subscription of this.#subscriptions) this.#end(subscription);
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
    if (seconds === 0) return this.#end(subscription, 'timeout');
    subscription.expiry = setTimeout(() => this.#end(subscription, 'timeout'), seconds * 1000);
    this.#notify(subscription, `active;expires=${seconds}`, 'full', this.#everybody());
  }

  #tell(user: ConferenceUser): void {
    for (const subscription of this.#subscriptions) this.#notify(subscription, 'active', 'partial', [user]);
  }

  #end(subscription: Subscription, reason = 'noresource'): void {
    this.#notify(subscription, `terminated;reason=${reason}`, 'full', this.#everybody());
    this.#forget(subscription);
  }

  #forget(subscription: Subscription): void {
    clearTimeout(subscription.expiry);
    this.#subscriptions.delete(subscription);
    subscription.dialog.end();
  }

  #notify(
    subscription: Subscription,
    subscriptionState: string,
    state: 'full' | 'partial',
    users: readonly ConferenceUser[],
  ): void {
    subscription.version += 1;
    const body = formatConferenceInfo({
      entity: formatUri(this.#uri),
      version: subscription.version,
      state,
      usersState: state,
      users,
    });
    // A refused NOTIFY ends the subscription: the dialog says so by `onLost` (RFC 6665 §4.2.2).
    void subscription.dialog.request(
      'NOTIFY',
      formatPayload({
        headers: { Event: 'conference', 'Subscription-State': subscriptionState },
        contentType: 'application/conference-info+xml',
        body,
      }),
    );
  }

  #everybody(): readonly ConferenceUser[] {
    return [...this.#state().members.keys()].map(address => this.#user(address));
  }

  #user(address: string): ConferenceUser {
    return {
      entity: address,
      state: 'full',
      displayText: this.#nameOf(address).displayName,
      roles: [address === this.#state().creator ? 'Leader' : 'Attendee'],
      status: 'connected',
    };
  }
}

/** RFC 6665 §7.2: 489 for another package; RFC 3261 §21.4.7: 406 when the document would not be taken. */
function refuseSubscribe({
  message,
}: IncomingRequest): { status: number; headers: Record<string, string> } | undefined {
  if (parseValue(header(message, 'event') ?? '').value !== 'conference') {
    return { status: 489, headers: { 'Allow-Events': 'conference' } };
  }
  const accept = message.headers.get('accept')?.join(',') ?? 'application/conference-info+xml';
  return /application\/(conference-info\+xml|\*)|\*\/\*/.test(accept) ? undefined : { status: 406, headers: {} };
}

function expiresOf({ message }: IncomingRequest): number {
  const seconds = Number(header(message, 'expires') ?? SUBSCRIPTION_SECONDS);
  return Number.isInteger(seconds) && seconds >= 0 ? seconds : SUBSCRIPTION_SECONDS;
}
