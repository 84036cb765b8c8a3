import { isSipUri, NameAddr } from '../codec/index.js';
import type { SipMessage, Uri } from '../codec/index.js';

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

/** Without what may not stand in a Request-URI. RFC 3261 §19.1.1, table 1. */
export function requestUri(uri: Uri): Uri {
  if (!isSipUri(uri)) return uri;
  const params = new Map(uri.params);
  params.delete('method');
  return { ...uri, params, headers: new Map() };
}
