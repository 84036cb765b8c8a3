import {
  formatAddresses,
  formatHeaders,
  NO_PAYLOAD,
  type NameAddr,
  type Payload,
  type SipResponse,
} from '../codec/index.js';
import { type ClientTransaction, madeUpResponse } from '../transaction/index.js';
import type { Dialog } from './dialog.js';

/** Gets each response, provisional ones and further 2xx among them, with the header lines that answered a challenge. */
export type AnswerObserver = (response: SipResponse, credentials: string, transaction?: ClientTransaction) => void;

/**
 * Sends a request, and once more with credentials and the next number if it is challenged (RFC 3261 §22). Gives the final
 * response, or one that is made up: 408 after a silence, 503 when the flow closed (§8.1.3.1). It never rejects.
 * @param dialog - Its own, or the one that it may begin.
 * @param method - Any but ACK and CANCEL, which the agent sends by itself.
 * @param over - Whether it has become pointless: it is not sent (a made-up 481), or a challenge to it is its response.
 */
export function sendRequest(
  dialog: Dialog,
  method: string,
  contact: NameAddr | readonly NameAddr[] = [],
  payload: Payload = NO_PAYLOAD,
  over: () => boolean | undefined = () => false,
  observer: AnswerObserver = () => {},
): Promise<SipResponse> {
  if (method === 'ACK' || method === 'CANCEL') throw new TypeError(`Cannot send ${method}: the agent does`);
  const { flow } = dialog;
  const lines = contactLines(contact) + flow.requestLine;
  const send = (credentials: string): Promise<SipResponse> =>
    new Promise(resolve => {
      const branch = flow.nextBranch();
      const rest = lines + credentials + payload;
      const text = dialog.formatRequest(method, ++dialog.localSequence, flow.via(branch), rest);
      const take = (response: SipResponse, transaction?: ClientTransaction): void => {
        // First, because the observer may close the flow: requests are settled in the order in which they were sent.
        if (response.status >= 200) resolve(response);
        observer(response, credentials, transaction);
      };
      if (flow.closed) take(madeUpResponse(text, '503 Service Unavailable'));
      else if (over()) take(madeUpResponse(text, '481 Dialog Has Ended'));
      else flow.start(branch, method, text, take);
    });
  return flow.options.onChallenge ? answerChallenge(dialog, method, send, over) : send('');
}

async function answerChallenge(
  { flow, requestUri: uri }: Dialog,
  method: string,
  send: (credentials: string) => Promise<SipResponse>,
  over: () => boolean | undefined,
): Promise<SipResponse> {
  const response = await send('');
  if (response.status !== 401 && response.status !== 407) return response;
  try {
    const headers = await flow.options.onChallenge?.(response, { method, uri });
    if (headers && !over()) return await send(formatHeaders(headers));
  } catch (error) {
    flow.report(error); // as good as no credentials
  }
  return response;
}

/** One Contact or several; a registrar lists those of a person. RFC 3261 §10.3. */
export function contactLines(contact: NameAddr | readonly NameAddr[]): string {
  return formatAddresses('Contact', 'uri' in contact ? [contact] : contact);
}
