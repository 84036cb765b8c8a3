import { formatUri, header, headerList, isSipUri, NameAddr, sameUri, parseNameAddr } from '../sip/codec/index.js';
import type { SipRequest } from '../sip/codec/index.js';
import { SipError } from './focus/sip-error.js';
import type { Binding } from './store/index.js';

/** What a REGISTER asks for: one of its Contacts. */
export interface ContactWish {
  /** Without `expires`. */
  readonly contact: NameAddr;
  /** Names its flow over every new connection; `undefined` when the URI tells it from others. RFC 5626 §6. */
  readonly flowId: string | undefined;
  /** 0 takes the binding away. */
  readonly expiresSeconds: number;
}

/** How long a registration lasts that does not say it, in seconds. */
const DEFAULT_EXPIRES_SECONDS = 600;
/** What an Expires that is no number counts as, in seconds. RFC 3261 §10.3 item 7. */
const MALFORMED_EXPIRES_SECONDS = 3600;

/**
 * The Contacts of a REGISTER; `'*'` takes all bindings away. RFC 3261 §10.3 items 6 and 7.
 * @throws SipError 400 for `*` without `Expires: 0` and for a Contact that no SIP request can be sent to, 423 for a time that
 * is too short.
 */
export function readContacts(
  message: SipRequest,
  limits: { readonly minExpiresSeconds: number; readonly maxExpiresSeconds: number },
): readonly ContactWish[] | '*' {
  if (message.contact !== '*') return message.contact.map(contact => readContact(message, contact, limits));
  if (readSeconds(header(message, 'expires')) !== 0) throw new SipError(400, 'Contact * Needs Expires 0');
  return '*';
}

function readContact(
  message: SipRequest,
  contact: NameAddr,
  { minExpiresSeconds, maxExpiresSeconds }: Parameters<typeof readContacts>[1],
): ContactWish {
  if (!isSipUri(contact.uri)) throw new SipError(400, 'Contact Is No SIP URI');
  const wished = readSeconds(contact.params.get('expires') ?? header(message, 'expires')) ?? DEFAULT_EXPIRES_SECONDS;
  if (wished > 0 && wished < minExpiresSeconds) {
    throw new SipError(423, 'Interval Too Brief', { 'Min-Expires': String(minExpiresSeconds) });
  }
  const params = new Map(contact.params);
  params.delete('expires');
  return {
    contact: NameAddr(contact.uri, contact.displayName, params),
    flowId: flowIdOf(contact),
    expiresSeconds: Math.min(wished, maxExpiresSeconds),
  };
}

/** Instance and reg-id together name a flow; either alone does not. RFC 5626 §6. */
function flowIdOf({ params }: NameAddr): string | undefined {
  const instance = params.get('+sip.instance');
  const regId = params.get('reg-id');
  return instance && regId ? `${instance} ${regId}` : undefined;
}

function readSeconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return /^\d{1,10}$/.test(text) ? Number(text) : MALFORMED_EXPIRES_SECONDS;
}

/** The binding that a Contact is about, if there is one already. RFC 3261 §10.3 item 7, RFC 5626 §6. */
export function bindingOf({ contact, flowId }: ContactWish, bindings: readonly Binding[]): Binding | undefined {
  if (flowId !== undefined) return bindings.find(({ id }) => id === flowId);
  return bindings.find(binding => sameUri(parseNameAddr(binding.contact).uri, contact.uri));
}

/** The id of the binding that a Contact makes when there is none yet. */
export function newBindingId({ contact, flowId }: ContactWish): string {
  return flowId ?? formatUri(contact.uri);
}

/**
 * Whether the client keeps flows by RFC 5626, so that the answer must say that the registrar does too.
 * @throws SipError 439 when it does, but somebody in between cannot: §6.
 */
export function usesOutbound(message: SipRequest, wishes: readonly ContactWish[]): boolean {
  const knows = [...headerList(message, 'supported'), ...headerList(message, 'require')].includes('outbound');
  if (!knows || wishes.every(({ flowId }) => flowId === undefined)) return false;
  if (message.via.length > 1) throw new SipError(439, 'First Hop Lacks Outbound Support');
  return true;
}
