import { formatHeader, parseVia } from '../codec/index.js';
import type { SipResponse } from '../codec/index.js';
import type { DialogState } from '../dialog/index.js';
import type { Answer, ClientTransaction } from '../transaction/index.js';
import type { AgentFlow } from './flow.js';
import { reasonPhrase } from './reason-phrase.js';

/** Who follows a request on its way. */
export interface RequestObserver {
  /** The request has become pointless: it is not sent (a made-up 481), or a challenge to it is its response. */
  over?(): boolean;
  /** Each response, provisional ones and further 2xx among them, with the header lines that answered a challenge. */
  received?(response: SipResponse, credentials: string, transaction: ClientTransaction | undefined): void;
}

/**
 * Sends a request, and once more with credentials and the next number if it is challenged (RFC 3261 §22). Gives the final
 * response, or one that is made up: 408 after a silence, 503 when the flow closed (§8.1.3.1). It never rejects.
 * @param method - Any but ACK and CANCEL, which the agent sends by itself.
 * @param state - Of its dialog, or of the one that it may begin.
 * @param lines - Whole lines that come before the payload.
 */
export function sendRequest(
  flow: AgentFlow,
  state: DialogState,
  method: string,
  lines: string,
  payload: string,
  observer: RequestObserver = {},
): Promise<SipResponse> {
  if (method === 'ACK' || method === 'CANCEL') throw new TypeError(`Cannot send ${method}: the agent does`);
  const send = (credentials: string): Promise<SipResponse> =>
    new Promise(resolve => {
      const sequence = ++state.localSequence;
      const branch = flow.transactions.nextBranch();
      const via = flow.via(branch);
      const take = (answer: Answer | 481, transaction?: ClientTransaction): void => {
        const response = typeof answer === 'number' ? madeUpResponse(answer, state, method, sequence, via) : answer;
        observer.received?.(response, credentials, transaction);
        if (response.status >= 200) resolve(response);
      };
      if (flow.closed) return take(503);
      if (observer.over?.()) return take(481);
      const text = state.formatRequest(method, sequence, via, lines + credentials + payload);
      flow.transactions.start(branch, method, text, take);
    });
  return flow.core.options.onChallenge ? answerChallenge(flow, state, method, send, observer) : send('');
}

async function answerChallenge(
  { core }: AgentFlow,
  { requestUri: uri }: DialogState,
  method: string,
  send: (credentials: string) => Promise<SipResponse>,
  observer: RequestObserver,
): Promise<SipResponse> {
  const response = await send('');
  if (response.status !== 401 && response.status !== 407) return response;
  // The owner's failure is as good as no credentials: the response stays the challenge.
  const headers = await new Promise<Readonly<Record<string, string>> | undefined>(resolve =>
    resolve(core.options.onChallenge?.(response, { method, uri })),
  ).catch((error: unknown) => void core.report(error));
  return headers && !observer.over?.() ? send(formatHeaders(headers)) : response;
}

/** Lines of header fields by name; a list gives a line for each value. */
export function formatHeaders(headers: Readonly<Record<string, string | readonly string[]>> | undefined): string {
  let lines = '';
  for (const name in headers) lines += formatHeader(name, headers[name] ?? []);
  return lines;
}

function madeUpResponse(
  status: number,
  { local, remote, callId }: DialogState,
  method: string,
  sequence: number,
  via: string,
): SipResponse {
  return {
    kind: 'response',
    status,
    reason: reasonPhrase(status),
    via: [parseVia(via)],
    from: local,
    to: remote,
    callId,
    cseq: { sequence, method },
    contact: [],
    route: [],
    recordRoute: [],
    maxForwards: undefined,
    headers: new Map(),
    body: '',
  };
}
