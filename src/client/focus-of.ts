import type { SipMessage, Uri } from '../sip/codec/index.js';

/** The conference's URI, where `isfocus` in the Contact says that the conversation is one. RFC 4579 §4.2. */
export function focusOf({ contact }: SipMessage): Uri | undefined {
  const [focus] = contact === '*' ? [] : contact;
  return focus?.params.has('isfocus') ? focus.uri : undefined;
}
