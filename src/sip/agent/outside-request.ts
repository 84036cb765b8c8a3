import { formatNameAddr, formatUri, NO_PAYLOAD, randomToken } from '../codec/index.js';
import type { NameAddr, Payload, SipResponse, Uri } from '../codec/index.js';
import { routed, tagOf, withTag } from '../dialog/index.js';
import type { ClientTransaction } from '../transaction/index.js';
import type { AgentCore } from './agent-core.js';
import { answerChallenges, withLines } from './challenge.js';
import type { AgentFlow } from './flow.js';

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

/** Who follows a request on its way. */
export interface RequestObserver {
  /** Each time it is sent; without transaction where the flow has closed, after the response. */
  sent?(transaction: ClientTransaction | undefined): void;
  /** Each response, provisional ones and further 2xx among them, with the header lines that answered a challenge. */
  received?(response: SipResponse, credentials: string): void;
  /** Whether a challenge need not be answered any more. */
  unwanted?(): boolean;
}

/** Writes one request outside a dialog, as often as challenges ask for it: same Call-ID and tag, next CSeq. RFC 3261 §8.1.1. */
export class OutsideRequest {
  readonly method: string;
  readonly callId: string;
  readonly localTag: string;
  readonly #core: AgentCore;
  readonly #flow: AgentFlow;
  readonly #uri: string;
  readonly #routes: string;
  readonly #names: string;
  readonly #contacts: string;
  readonly #payload: Payload;
  #sequence: number;

  constructor(core: AgentCore, flow: AgentFlow, options: RequestOptions) {
    const { method, callId = randomToken(16), contact = [], sequence = 1, payload = NO_PAYLOAD } = options;
    const from = tagOf(options.from) === '' ? withTag(options.from, randomToken()) : options.from;
    const { uri, route } = routed(options.uri, options.route ?? []);
    const contacts = 'uri' in contact ? [contact] : contact;
    if (!/^\S+$/.test(callId)) throw new TypeError(`Cannot send ${method} with Call-ID ${JSON.stringify(callId)}`);
    this.#core = core;
    this.#flow = flow;
    this.method = method;
    this.callId = callId;
    this.localTag = tagOf(from);
    this.#uri = formatUri(uri);
    this.#routes = route.map(hop => `Route: ${formatNameAddr(hop)}\r\n`).join('');
    this.#names = `From: ${formatNameAddr(from)}\r\nTo: ${formatNameAddr(options.to)}\r\nCall-ID: ${callId}\r\n`;
    this.#contacts = contacts.map(address => `Contact: ${formatNameAddr(address)}\r\n`).join('');
    this.#payload = payload;
    this.#sequence = sequence - 1;
  }

  /** The number that the request was last sent with. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Sends it, and again where it is challenged. Gives the final response. */
  send(observer: RequestObserver = {}): Promise<SipResponse> {
    const attempt = (credentials: string): Promise<SipResponse> => this.#attempt(credentials, observer);
    return answerChallenges(this.#core, this.method, this.#uri, attempt, () => observer.unwanted?.() ?? false);
  }

  #attempt(credentials: string, observer: RequestObserver): Promise<SipResponse> {
    return new Promise(resolve => {
      const branch = this.#flow.transactions.nextBranch();
      const text = this.#write(this.#flow.via(branch), withLines(credentials, this.#payload));
      const transaction = this.#flow.start(branch, this.method, text, response => {
        observer.received?.(response, credentials);
        if (response.status >= 200) resolve(response);
      });
      observer.sent?.(transaction);
    });
  }

  #write(via: string, payload: Payload): string {
    const { method } = this;
    const cseq = `CSeq: ${++this.#sequence} ${method}\r\n`;
    const start = `${method} ${this.#uri} SIP/2.0\r\n${via}Max-Forwards: 70\r\n${this.#routes}`;
    return start + this.#names + cseq + this.#contacts + this.#core.requestLine + payload;
  }
}
