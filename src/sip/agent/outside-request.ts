import { type NameAddr, NO_PAYLOAD, type Payload, randomToken, type SipResponse, type Uri } from '../codec/index.js';
import { type DialogStart, DialogState, tagOf, withTag } from '../dialog/index.js';
import type { Flow } from './flow.js';
import { type AnswerObserver, sendRequest } from './send-request.js';

/** A request outside a dialog. */
export interface RequestOptions {
  readonly method: string;
  readonly uri: Uri;
  /** A tag is added, unless it has one. */
  readonly from: NameAddr;
  readonly to: NameAddr;
  readonly contact?: NameAddr;
  readonly route?: readonly NameAddr[];
  /** A new one by default; a REGISTER keeps it over its refreshes, with rising `sequence`. RFC 3261 §10.2. */
  readonly callId?: string;
  /** The number in CSeq. Default 1. Answering a challenge takes one more: the response's CSeq tells. */
  readonly sequence?: number;
  readonly payload?: Payload;
}

/** What a request outside a dialog says of the dialog that it may begin. RFC 3261 §8.1.1. */
export function outsideStart({ from, callId = randomToken(16), sequence = 1 }: RequestOptions): DialogStart {
  if (!/^\S+$/.test(callId)) throw new TypeError(`Cannot send with Call-ID ${JSON.stringify(callId)}: not one word`);
  return { callId, local: tagOf(from) === '' ? withTag(from, randomToken()) : from, localSequence: sequence - 1 };
}

/**
 * Sends a request outside a dialog, as often as challenges ask for it. Gives the final response.
 * @param state - Of the dialog that it may begin.
 */
export function sendOutside(
  flow: Flow,
  options: RequestOptions,
  state = new DialogState(outsideStart(options)),
  over?: () => boolean,
  observer?: AnswerObserver,
): Promise<SipResponse> {
  const { method, uri, to, route = [], contact = [], payload = NO_PAYLOAD } = options;
  state.aim(uri, to, route);
  return sendRequest(flow, state, method, contact, payload, over, observer);
}
