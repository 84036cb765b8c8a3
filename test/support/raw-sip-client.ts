import { once } from 'node:events';
import { WebSocket } from 'ws';
import { parseMessage, randomToken, type SipMessage, type SipResponse } from '../../src/sip/codec/index.js';
import { answerChallenges, parseChallenge } from '../../src/sip/digest/index.js';

/** How long an answer may take before the test counts as hanging, in milliseconds. */
const PATIENCE_MS = 10_000;

/** What a request is made of; everything has a default but method and user. */
export interface RawRequest {
  readonly method: string;
  /** Who sends it: `alice`. */
  readonly user: string;
  readonly uri?: string;
  readonly from?: string;
  readonly to?: string;
  readonly callId?: string;
  readonly sequence?: number;
  /** Further header lines, each without its line break. */
  readonly lines?: readonly string[];
  readonly body?: string;
}

/**
 * A SIP client that knows nothing but texts, for tests: it sends what it is told and keeps what comes until it is asked for.
 * Nothing is answered by itself.
 */
export class RawSipClient {
  readonly socket: WebSocket;
  readonly domain: string;
  readonly #messages: SipMessage[] = [];
  readonly #waiting = new Set<() => void>();
  #closed: { readonly code: number; readonly reason: string } | undefined;

  private constructor(socket: WebSocket, domain: string) {
    this.socket = socket;
    this.domain = domain;
    socket.on('message', (data, isBinary) => {
      const text = data.toString();
      if (text.trim() === '') return; // the answer to a ping
      this.#messages.push(parseMessage(isBinary && Buffer.isBuffer(data) ? data : text));
      this.#wake();
    });
    socket.on('close', (code, reason) => {
      this.#closed = { code, reason: reason.toString() };
      this.#wake();
    });
    socket.on('error', () => {}); // the close event tells
  }

  /** Connects. Rejects when the handshake is refused. */
  static async open(url: string, domain = 'contoso.example'): Promise<RawSipClient> {
    const socket = new WebSocket(url, 'sip');
    const client = new RawSipClient(socket, domain);
    await once(socket, 'open');
    return client;
  }

  /** Sends text as a text message, bytes as a binary one. */
  send(message: string | Uint8Array): void {
    this.socket.send(message);
  }

  /**
   * The oldest message that has not been taken and that fits. Others stay where they are.
   * @throws Error when the connection has closed and none fits, or none comes.
   */
  async next(fits: (message: SipMessage) => boolean = () => true): Promise<SipMessage> {
    const give = AbortSignal.timeout(PATIENCE_MS);
    for (;;) {
      const index = this.#messages.findIndex(fits);
      const [message] = index < 0 ? [] : this.#messages.splice(index, 1);
      if (message) return message;
      if (this.#closed) throw new Error(`No message fits, and the connection has closed: ${this.#closed.reason}`);
      await this.#changed(give);
    }
  }

  /** The final response to a request, by its Call-ID and CSeq number. */
  async final(callId: string, sequence: number): Promise<SipResponse> {
    const response = await this.next(
      message =>
        message.kind === 'response' &&
        message.status >= 200 &&
        message.callId === callId &&
        message.cseq.sequence === sequence,
    );
    if (response.kind !== 'response') throw new TypeError('Cannot happen: a response was asked for');
    return response;
  }

  /** Sends a request and gives its final response. */
  request(request: RawRequest): Promise<SipResponse> {
    const { callId = randomToken(), sequence = 1 } = request;
    this.send(formatRawRequest({ ...request, callId, sequence }, this.domain));
    return this.final(callId, sequence);
  }

  /** Sends a request, and again with credentials when it is challenged; gives the final response to the last one. */
  async authenticated(request: RawRequest, password: string, algorithm?: 'MD5' | 'SHA-256'): Promise<SipResponse> {
    const { callId = randomToken(), sequence = 1, lines = [] } = request;
    const response = await this.request({ ...request, callId, sequence });
    if (response.status !== 401) return response;
    const authorization = authorize(response, { ...request, password, domain: this.domain }, algorithm);
    return this.request({ ...request, callId, sequence: sequence + 1, lines: [...lines, authorization] });
  }

  /** Signs in and registers a Contact; throws unless it is accepted. */
  async register(user: string, password: string, instance: string = randomToken()): Promise<SipResponse> {
    const response = await this.authenticated(
      { method: 'REGISTER', user, lines: [contactLine(user, instance), 'Supported: outbound, path', 'Expires: 600'] },
      password,
    );
    if (response.status !== 200) throw new Error(`Cannot register ${user}: ${response.status} ${response.reason}`);
    return response;
  }

  /** Resolves when the server has closed the connection. */
  async closed(): Promise<{ readonly code: number; readonly reason: string }> {
    const give = AbortSignal.timeout(PATIENCE_MS);
    while (!this.#closed) await this.#changed(give);
    return this.#closed;
  }

  /** Goes away. Resolves when the socket is closed. */
  async close(): Promise<void> {
    this.socket.close();
    await this.closed();
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  #changed(give: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => () => {
        this.#waiting.delete(wake);
        give.removeEventListener('abort', abort);
        settle();
      };
      const wake = end(resolve);
      const abort = end(() => reject(new Error('Nothing that fits has come')));
      this.#waiting.add(wake);
      give.addEventListener('abort', abort);
    });
  }
}

/** A Contact line of a client that keeps flows by RFC 5626. */
export function contactLine(user: string, instance: string, params = ''): string {
  return `Contact: <sip:${user}@${instance}.invalid;transport=ws>;+sip.instance="<urn:uuid:${instance}>";reg-id=1${params}`;
}

/** The text of a request. */
export function formatRawRequest(request: RawRequest, domain: string): string {
  const { method, user, sequence = 1, callId = randomToken(), lines = [], body = '' } = request;
  const me = `<sip:${user}@${domain}>`;
  return [
    `${method} ${uriOf(request, domain)} SIP/2.0`,
    `Via: SIP/2.0/WS ${randomToken()}.invalid;branch=z9hG4bK${randomToken()}`,
    'Max-Forwards: 70',
    `From: ${request.from ?? me};tag=${randomToken()}`,
    `To: ${request.to ?? me}`,
    `Call-ID: ${callId}`,
    `CSeq: ${sequence} ${method}`,
    ...lines,
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}

/**
 * The Authorization line that answers a 401.
 * @param algorithm - The one to answer; by default the server's first.
 */
export function authorize(
  response: SipResponse,
  request: Pick<RawRequest, 'method' | 'user' | 'uri'> & { readonly password: string; readonly domain: string },
  algorithm?: 'MD5' | 'SHA-256',
  nonceCount = 1,
): string {
  const { method, user, password, domain } = request;
  const challenges = (response.headers.get('www-authenticate') ?? [])
    .flatMap(text => parseChallenge(text) ?? [])
    .filter(challenge => algorithm === undefined || challenge.algorithm === algorithm);
  const uri = uriOf(request, domain);
  const answer = { username: user, password, method, uri, cnonce: randomToken(), nonceCount };
  const credentials = answerChallenges(challenges, answer);
  if (!credentials) throw new Error('No challenge that can be answered');
  return `Authorization: ${credentials}`;
}

function uriOf({ method, user, uri }: Pick<RawRequest, 'method' | 'user' | 'uri'>, domain: string): string {
  return uri ?? (method === 'REGISTER' ? `sip:${domain}` : `sip:${user}@${domain}`);
}
