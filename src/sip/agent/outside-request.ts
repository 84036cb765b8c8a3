import { type NameAddr, type Payload, randomToken, type SipResponse, NO_PAYLOAD, type Uri } from '../codec/index.js';
import { DialogState, formatAddresses, tagOf, withTag } from '../dialog/index.js';
import type { AgentFlow } from './flow.js';
import { type RequestObserver, sendRequest } from './send-request.js';

/** A request outside a dialog. */
export interface RequestOptions {
  readonly method: string;
  readonly uri: Uri;
  /** A tag is added, unless it has one. */
  readonly from: NameAddr;
  readonly to: NameAddr;
  readonly contact?: NameAddr | readonly NameAddr[];
  readonly route?: readonly NameAddr[];
  /** A new one by default; a REGISTER keeps it over its refreshes, with rising `sequence`. RFC 3261 §10.2. */
  readonly callId?: string;
  /** The number in CSeq. Default 1. Answering a challenge takes one more: the response's CSeq tells. */
  readonly sequence?: number;
  readonly payload?: Payload;
}

/** What a request outside a dialog says of the dialog that it may begin. RFC 3261 §8.1.1. */
export function outsideState(options: RequestOptions): DialogState {
  const { from, to, uri, route = [], callId = randomToken(16), sequence = 1 } = options;
  if (!/^\S+$/.test(callId)) throw new TypeError(`Cannot send with Call-ID ${JSON.stringify(callId)}: not one word`);
  return new DialogState({
    callId,
    local: tagOf(from) === '' ? withTag(from, randomToken()) : from,
    remote: to,
    remoteTarget: uri,
    routeSet: route,
    localSequence: sequence - 1,
    remoteSequence: undefined,
    ownsCallId: true,
  });
}

/** Sends a request outside a dialog, as often as challenges ask for it. Gives the final response. */
export function sendOutside(
  flow: AgentFlow,
  options: RequestOptions,
  state = outsideState(options),
  observer?: RequestObserver,
): Promise<SipResponse> {
  const { method, contact, payload = NO_PAYLOAD } = options;
  return sendRequest(flow, state, method, contactLines(contact) + flow.core.requestLine, payload, observer);
}

/** One Contact or several; a registrar lists those of a person. RFC 3261 §10.3. */
export function contactLines(contact: NameAddr | readonly NameAddr[] = []): string {
  return formatAddresses('Contact', 'uri' in contact ? [contact] : contact);
}
