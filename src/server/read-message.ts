import { parseMessage, type CSeq, type SipMessage, type SipResponse, type Via } from '../sip/codec/index.js';

/** How a success begins that answers a request of ours, written as nearly everybody writes it. */
const START = /^SIP\/2\.0 (2\d\d) [^\r\n]*\r\nVia: [^\r\n;,]+;branch=([\w.]+)\r\n(?!Via|v)/i;
const CSEQ = '\r\nCSeq: ';
const METHOD = ' MESSAGE\r\n';
const MOST_DIGITS = 10;

/**
 * Reads a message as `parseMessage` does, but of the 200 to a MESSAGE, of which each message to a room brings one from
 * every member, only what says which MESSAGE it answers. All else in it is read when somebody asks for it.
 * @throws {SipSyntaxError} As `parseMessage` does.
 */
export function readMessage(data: string | Uint8Array): SipMessage {
  return (typeof data === 'string' && readDelivered(data)) || parseMessage(data);
}

/** `undefined` for what is something else, or written in another way. */
function readDelivered(text: string): DeliveredResponse | undefined {
  const start = START.exec(text);
  if (!start) return undefined;
  const { 0: lines, 1: status, 2: branch = '' } = start;
  const cseq = text.indexOf(CSEQ, lines.length - 2) + CSEQ.length;
  const method = text.indexOf(METHOD, cseq);
  if (cseq < CSEQ.length || method < 0 || method - cseq > MOST_DIGITS) return undefined;
  const sequence = Number(text.slice(cseq, method));
  const head = text.indexOf('\r\n\r\n');
  return Number.isInteger(sequence) && cseq < head
    ? new DeliveredResponse(text, Number(status), branch, sequence)
    : undefined;
}

class DeliveredResponse implements SipResponse {
  readonly kind = 'response';
  readonly status: number;
  readonly cseq: CSeq;
  /** Of its one Via only the branch: it is ours. */
  readonly via: readonly Via[];
  readonly #text: string;
  #whole: SipResponse | undefined;

  constructor(text: string, status: number, branch: string, sequence: number) {
    this.#text = text;
    this.status = status;
    this.cseq = { sequence, method: 'MESSAGE' };
    this.via = [{ transport: 'WS', host: '', params: new Map([['branch', branch]]) }];
  }

  get reason(): SipResponse['reason'] {
    return this.#read().reason;
  }

  get from(): SipResponse['from'] {
    return this.#read().from;
  }

  get to(): SipResponse['to'] {
    return this.#read().to;
  }

  get callId(): SipResponse['callId'] {
    return this.#read().callId;
  }

  get contact(): SipResponse['contact'] {
    return this.#read().contact;
  }

  get route(): SipResponse['route'] {
    return this.#read().route;
  }

  get recordRoute(): SipResponse['recordRoute'] {
    return this.#read().recordRoute;
  }

  get maxForwards(): SipResponse['maxForwards'] {
    return this.#read().maxForwards;
  }

  get headers(): SipResponse['headers'] {
    return this.#read().headers;
  }

  get body(): SipResponse['body'] {
    return this.#read().body;
  }

  #read(): SipResponse {
    return (this.#whole ??= parseMessage(this.#text) as SipResponse);
  }
}
