import { formatNameAddr, formatUri, isSipUri, NameAddr } from '../codec/index.js';
import type { SipMessage, Uri } from '../codec/index.js';

/** What we know of a dialog before the other end says anything. RFC 3261 §12.1. */
export interface DialogStart {
  readonly callId: string;
  /** With tag. */
  readonly local: NameAddr;
  /** The number of our latest request; 0 before the first. */
  readonly localSequence: number;
}

/**
 * What the two ends of a dialog remember about each other, and how a request within it is written. The lines that are the same
 * in each request are formatted once: a conference sends each message in all of its dialogs. A request outside a dialog is one
 * in a dialog whose other end is not known yet. RFC 3261 §12.
 */
export class DialogState {
  readonly callId: string;
  readonly local: NameAddr;
  readonly localTag: string;
  /** `''` as long as the other end has not spoken, and for a peer of RFC 2543. */
  remoteTag = '';
  /** Where requests go. It follows the peer's Contact (target refresh). RFC 3261 §12.2. */
  remoteTarget!: Uri;
  /** The number of our latest request. RFC 3261 §12.2.1.1. */
  localSequence: number;
  /** The Request-URI of our requests. */
  requestUri = '';
  #remote!: NameAddr;
  #routeSet!: readonly NameAddr[];
  /** The number of the peer's latest request. */
  #remoteSequence = -1;
  /** What stands between Via and CSeq. */
  #lines = '';

  /** Requests can be written once `aim` or `confirm` has said where to. */
  constructor({ callId, local, localSequence }: DialogStart) {
    this.callId = callId;
    this.local = local;
    this.localTag = tagOf(local);
    this.localSequence = localSequence;
  }

  /**
   * Says where requests go.
   * @param remote - With tag in a dialog.
   * @param routeSet - In the order in which our requests travel.
   */
  aim(target: Uri, remote = this.#remote, routeSet = this.#routeSet): void {
    const { uri, route } = routed(target, routeSet);
    this.#remote = remote;
    this.#routeSet = routeSet;
    this.remoteTag = tagOf(remote);
    this.remoteTarget = target;
    this.requestUri = formatUri(requestUri(uri));
    this.#lines =
      `Max-Forwards: 70\r\n${formatAddresses('Route', route)}From: ${formatNameAddr(this.local)}\r\n` +
      `To: ${formatNameAddr(remote)}\r\nCall-ID: ${this.callId}\r\n`;
  }

  /** Takes the other end from what it says first: a 2xx to our request (RFC 3261 §12.1.2), or a request (§12.1.1). */
  confirm(message: SipMessage): void {
    const { kind, from, to, recordRoute } = message;
    const remote = kind === 'response' ? to : from;
    this.aim(targetOf(message) ?? remote.uri, remote, kind === 'response' ? [...recordRoute].reverse() : recordRoute);
  }

  /** Whether a request with this number is in order; if so it is the latest. Not for ACK. RFC 3261 §12.2.2. */
  acceptSequence(sequence: number): boolean {
    if (sequence <= this.#remoteSequence) return false;
    this.#remoteSequence = sequence;
    return true;
  }

  /**
   * @param via - The value of Via.
   * @param rest - All that comes after CSeq: whole lines, then a payload.
   */
  formatRequest(method: string, sequence: number, via: string, rest: string): string {
    return `${method} ${this.requestUri} SIP/2.0\r\nVia: ${via}\r\n${this.#lines}CSeq: ${sequence} ${method}\r\n${rest}`;
  }
}

/** A line for each address. */
export function formatAddresses(name: string, addresses: readonly NameAddr[]): string {
  let lines = '';
  for (const address of addresses) lines += `${name}: ${formatNameAddr(address)}\r\n`;
  return lines;
}

/** The URI of the Contact, where there is exactly one. RFC 3261 §8.1.1.8. */
export function targetOf({ contact }: SipMessage): Uri | undefined {
  return contact === '*' || contact.length !== 1 ? undefined : contact[0]?.uri;
}

/** The tag of a From or To; `''` for a peer of RFC 2543, whose tag is null. RFC 3261 §12.1.1. */
export function tagOf(address: NameAddr): string {
  return address.params.get('tag') ?? '';
}

/** The address with this tag, in place of another. */
export function withTag(address: NameAddr, tag: string): NameAddr {
  return NameAddr(address.uri, address.displayName, new Map(address.params).set('tag', tag));
}

/** Where a request goes and what stands in Route; a strict router comes first in place of the target. RFC 3261 §12.2.1.1. */
function routed(target: Uri, routeSet: readonly NameAddr[]): { uri: Uri; route: readonly NameAddr[] } {
  const first = routeSet[0]?.uri;
  if (!first || (isSipUri(first) && first.params.has('lr'))) return { uri: target, route: routeSet };
  return { uri: first, route: [...routeSet.slice(1), NameAddr(target)] };
}

/** Without what may not stand in a Request-URI. RFC 3261 §19.1.1, table 1. */
function requestUri(uri: Uri): Uri {
  if (!isSipUri(uri)) return uri;
  const params = new Map(uri.params);
  params.delete('method');
  return { ...uri, params, headers: new Map() };
}
