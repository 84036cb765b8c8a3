import type { Dialog } from '../sip/agent/index.js';
import {
  header,
  NameAddr,
  parseValue,
  type Payload,
  type SipMessage,
  type SipResponse,
  type Uri,
} from '../sip/codec/index.js';
import type { SipLink } from './sip-link.js';

/**
 * A SUBSCRIBE or REFER to a conversation, outside the session: RFC 6665 §4.1, RFC 7647.
 * @param onNotice - Called with the body of each NOTIFY, `''` where there is none, whether it is the last one, and all of it.
 */
export function subscribe(
  { flow, me, contact }: SipLink,
  method: 'SUBSCRIBE' | 'REFER',
  uri: Uri,
  payload: Payload,
  onNotice: (body: string, last: boolean, message: SipMessage) => void,
): Promise<{ readonly response: SipResponse; readonly dialog: Dialog | undefined }> {
  return flow.subscribe({ method, uri, from: me, to: NameAddr(uri), contact, payload }, request => {
    const { message } = request;
    if (message.method !== 'NOTIFY') return request.respond(405, { headers: { Allow: 'NOTIFY' } });
    request.respond(200);
    const state = parseValue(header(message, 'subscription-state') ?? '').value;
    onNotice(typeof message.body === 'string' ? message.body : '', state === 'terminated', message);
  });
}
