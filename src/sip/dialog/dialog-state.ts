import { formatNameAddr, formatUri, isSipUri, NameAddr } from '../codec/index.js';
import type { Payload, SipUri, Uri } from '../codec/index.js';
import { type DialogStart, tagOf } from './dialog-start.js';

/**
 * What the two ends of a dialog remember about each other, and how a request within it is written. The lines that are the same
 * in each request are formatted once: a conference sends each message in all of its dialogs. RFC 3261 §12.
 */
export class DialogState {
  readonly callId: string;
  readonly local: NameAddr;
  readonly remote: NameAddr;
  readonly localTag: string;
  readonly remoteTag: string;
  readonly routeSet: readonly NameAddr[];
  readonly ownsCallId: boolean;
  #localSequence: number;
  #remoteSequence: number | undefined;
  #remoteTarget: Uri;
  /** What stands between method and Via, and between Via and CSeq. */
  #target = '';
  #lines = '';

  constructor(start: DialogStart) {
    this.callId = start.callId;
    this.local = start.local;
    this.remote = start.remote;
    this.localTag = tagOf(start.local);
    this.remoteTag = tagOf(start.remote);
    this.routeSet = start.routeSet;
    this.ownsCallId = start.ownsCallId;
    this.#localSequence = start.localSequence;
    this.#remoteSequence = start.remoteSequence;
    this.#remoteTarget = start.remoteTarget;
    this.#formatLines();
  }

  get remoteTarget(): Uri {
    return this.#remoteTarget;
  }

  /** Target refresh. RFC 3261 §12.2. */
  set remoteTarget(target: Uri) {
    this.#remoteTarget = target;
    this.#formatLines();
  }

  /** The number of our latest request. */
  get localSequence(): number {
    return this.#localSequence;
  }

  /** The number for our next request. RFC 3261 §12.2.1.1. */
  nextSequence(): number {
    return ++this.#localSequence;
  }

  /** Our requests were numbered up to here elsewhere, while the dialog was not known yet. */
  continueFrom(sequence: number): void {
    this.#localSequence = Math.max(this.#localSequence, sequence);
  }

  /** Whether a request with this number is in order; if so it is the latest. Not for ACK. RFC 3261 §12.2.2. */
  acceptSequence(sequence: number): boolean {
    if (this.#remoteSequence !== undefined && sequence <= this.#remoteSequence) return false;
    this.#remoteSequence = sequence;
    return true;
  }

  /**
   * @param via - The whole line, with its line break.
   * @param contact - The whole line, or `''`.
   */
  formatRequest(method: string, sequence: number, via: string, contact: string, payload: Payload): string {
    return `${method}${this.#target}${via}${this.#lines}CSeq: ${sequence} ${method}\r\n${contact}${payload}`;
  }

  /** RFC 3261 §12.2.1.1. */
  #formatLines(): void {
    const { uri, route } = routed(this.#remoteTarget, this.routeSet);
    this.#target = ` ${formatUri(requestUri(uri))} SIP/2.0\r\n`;
    const routes = route.map(hop => `Route: ${formatNameAddr(hop)}\r\n`).join('');
    const names = `From: ${formatNameAddr(this.local)}\r\nTo: ${formatNameAddr(this.remote)}\r\n`;
    this.#lines = `Max-Forwards: 70\r\n${routes}${names}Call-ID: ${this.callId}\r\n`;
  }
}

/** Where a request goes and what stands in Route; a strict router comes first in place of the target. RFC 3261 §12.2.1.1. */
export function routed(target: Uri, routeSet: readonly NameAddr[]): { uri: Uri; route: readonly NameAddr[] } {
  const first = routeSet[0]?.uri;
  if (!first || (isSipUri(first) && first.params.has('lr'))) return { uri: target, route: routeSet };
  return { uri: first, route: [...routeSet.slice(1), NameAddr(target)] };
}

/** Without what may not stand in a Request-URI. RFC 3261 §19.1.1, table 1. */
function requestUri(uri: Uri): Uri {
  if (!isSipUri(uri) || (uri.headers.size === 0 && !uri.params.has('method'))) return uri;
  const params = new Map(uri.params);
  params.delete('method');
  return { ...uri, params, headers: new Map() } satisfies SipUri;
}
