import { NameAddr } from '../codec/index.js';
import type { SipRequest, SipResponse, Uri } from '../codec/index.js';

/** What a dialog begins with. RFC 3261 §12.1. */
export interface DialogStart {
  readonly callId: string;
  /** With tag. */
  readonly local: NameAddr;
  /** With tag, unless the peer is of RFC 2543. */
  readonly remote: NameAddr;
  readonly remoteTarget: Uri;
  /** In the order in which our requests travel. */
  readonly routeSet: readonly NameAddr[];
  /** The number of our latest request; 0 before the first. */
  readonly localSequence: number;
  /** The number of the peer's latest request. */
  readonly remoteSequence: number | undefined;
  /** Whether Call-ID was ours to choose: it decides who waits longer after a collision. §14.1. */
  readonly ownsCallId: boolean;
}

/** The dialog that a 2xx to our request confirms. RFC 3261 §12.1.2. */
export function dialogOfResponse(response: SipResponse): DialogStart {
  return {
    callId: response.callId,
    local: response.from,
    remote: response.to,
    remoteTarget: targetOf(response) ?? response.to.uri,
    routeSet: [...response.recordRoute].reverse(),
    localSequence: response.cseq.sequence,
    remoteSequence: undefined,
    ownsCallId: true,
  };
}

/**
 * The dialog that a request of the peer begins. RFC 3261 §12.1.1.
 * @param localTag - The tag that our responses put in To; a NOTIFY that comes before the 2xx to its SUBSCRIBE has it already.
 */
export function dialogOfRequest(request: SipRequest, localTag: string): DialogStart {
  return {
    callId: request.callId,
    local: withTag(request.to, localTag),
    remote: request.from,
    remoteTarget: targetOf(request) ?? request.from.uri,
    routeSet: request.recordRoute,
    localSequence: 0,
    remoteSequence: request.cseq.sequence,
    ownsCallId: false,
  };
}

/** The URI of the Contact, where there is exactly one. RFC 3261 §8.1.1.8. */
export function targetOf({ contact }: SipRequest | SipResponse): Uri | undefined {
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
