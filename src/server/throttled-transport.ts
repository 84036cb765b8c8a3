import { formatRefusal, randomToken, SipSyntaxError } from '../sip/codec/index.js';
import type { Transport } from '../sip/transport/index.js';
import { RequestMeter } from './request-meter.js';

const RESPONSE_START = 'SIP/2.0 ';
/** In which a refused peer may ask again. */
const RETRY_AFTER_SECONDS = 1;

/**
 * A transport on which a peer cannot send more requests than its share: those above are answered with 503, and nobody
 * behind it sees them. Responses pass: only our own requests cause them.
 */
export class ThrottledTransport implements Transport {
  readonly protocol: Transport['protocol'];
  onMessage: (message: string | Uint8Array) => void = () => {};
  onClose: (reason: string) => void = () => {};
  readonly #inner: Transport;
  readonly #meter: RequestMeter;

  constructor(inner: Transport, maxRequestsPerSecond: number) {
    this.protocol = inner.protocol;
    this.#inner = inner;
    this.#meter = new RequestMeter(maxRequestsPerSecond, performance.now());
    inner.onMessage = message => this.#receive(message);
    inner.onClose = reason => this.onClose(reason);
  }

  send(message: string): void {
    this.#inner.send(message);
  }

  close(reason?: string): void {
    this.#inner.close(reason);
  }

  #receive(message: string | Uint8Array): void {
    if (isResponse(message) || this.#meter.take(performance.now())) this.onMessage(message);
    else this.#refuse(message);
  }

  /** Refusing must cost less than serving, so the request is not parsed: what it must get back is echoed. RFC 3261 §21.5.4. */
  #refuse(message: string | Uint8Array): void {
    const tooMany = new SipSyntaxError('Too many requests', 'Too Many Requests', 503);
    const answer = formatRefusal(message, tooMany, randomToken());
    if (answer === undefined) return;
    const fields = `\r\nRetry-After: ${RETRY_AFTER_SECONDS}\r\nRefused-Because: LimitExceeded\r\n`;
    this.#inner.send(answer.replace(/\r\n(?=Content-Length:)/, fields));
  }
}

function isResponse(message: string | Uint8Array): boolean {
  if (typeof message === 'string') return message.startsWith(RESPONSE_START);
  for (let index = 0; index < RESPONSE_START.length; index++) {
    if (message[index] !== RESPONSE_START.charCodeAt(index)) return false;
  }
  return true;
}
