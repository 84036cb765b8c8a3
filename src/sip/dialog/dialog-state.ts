import { formatNameAddr, formatUri, isSipUri, NameAddr } from '../codec/index.js';
import type { Uri } from '../codec/index.js';
import { type DialogStart, tagOf } from './dialog-start.js';

/**
 * What the two ends of a dialog remember about each other, and how a request within it is written. The lines that are the same
 * in each request are formatted once: a conference sends each message in all of its dialogs. A request outside a dialog is one
 * in a dialog whose other end is not known yet. RFC 3261 §12.
 */
export class DialogState {
  readonly callId: string;
  readonly local: NameAddr;
  readonly remote: NameAddr;
  readonly localTag: string;
  readonly remoteTag: string;
  readonly ownsCallId: boolean;
  /** The number of our latest request. RFC 3261 §12.2.1.1. */
  localSequence: number;
  readonly #routeSet: readonly NameAddr[];
  #remoteSequence: number | undefined;
  #remoteTarget: Uri;
  #requestUri = '';
  /** What stands between Via and CSeq. */
  #lines = '';

  constructor(start: DialogStart) {
    this.callId = start.callId;
    this.local = start.local;
    this.remote = start.remote;
    this.localTag = tagOf(start.local);
    this.remoteTag = tagOf(start.remote);
    this.ownsCallId = start.ownsCallId;
    this.localSequence = start.localSequence;
    this.#routeSet = start.routeSet;
    this.#remoteSequence = start.remoteSequence;
    this.remoteTarget = this.#remoteTarget = start.remoteTarget;
  }

  /** Where requests go. It follows the peer's Contact (target refresh). RFC 3261 §12.2. */
  get remoteTarget(): Uri {
    return this.#remoteTarget;
  }

  set remoteTarget(target: Uri) {
    const { uri, route } = routed(target, this.#routeSet);
    this.#remoteTarget = target;
    this.#requestUri = formatUri(requestUri(uri));
    this.#lines =
      `Max-Forwards: 70\r\n${formatAddresses('Route', route)}From: ${formatNameAddr(this.local)}\r\n` +
      `To: ${formatNameAddr(this.remote)}\r\nCall-ID: ${this.callId}\r\n`;
  }

  /** The Request-URI of our requests. */
  get requestUri(): string {
    return this.#requestUri;
  }

  /** Whether a request with this number is in order; if so it is the latest. Not for ACK. RFC 3261 §12.2.2. */
  acceptSequence(sequence: number): boolean {
    if (this.#remoteSequence !== undefined && sequence <= this.#remoteSequence) return false;
    this.#remoteSequence = sequence;
    return true;
  }

  /**
   * @param via - The value of Via.
   * @param rest - All that comes after CSeq: whole lines, then a payload.
   */
  formatRequest(method: string, sequence: number, via: string, rest: string): string {
    return `${method} ${this.#requestUri} SIP/2.0\r\nVia: ${via}\r\n${this.#lines}CSeq: ${sequence} ${method}\r\n${rest}`;
  }
}

/** A line for each address. */
export function formatAddresses(name: string, addresses: readonly NameAddr[]): string {
  let lines = '';
  for (const address of addresses) lines += `${name}: ${formatNameAddr(address)}\r\n`;
  return lines;
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
