import type { SipMessage, SipResponse, SipSyntaxError } from '../codec/index.js';
import type { Flow } from './flow.js';
import type { IncomingRequest } from './incoming-request.js';

/** What the flows of one user agent need of their owner. */
export interface AgentOptions {
  /** What stands in Via: `df7jal23ls0d.invalid` in a browser (RFC 7118 §5), host and port on a server. */
  readonly sentBy: string;
  /** User-Agent in requests, Server in responses. */
  readonly product?: string;
  /** Reads what comes in; throws `SipSyntaxError`. Default `parseText`; a server takes `parseMessage`. */
  readonly parse?: (data: string | Uint8Array) => SipMessage;
  /** Each request outside any dialog, CANCEL and ACK excepted. */
  readonly onRequest: (request: IncomingRequest) => void;
  /**
   * What came in is no message. Answering it (`formatRefusal`), throttling and closing are the owner's affair; without this
   * slot it is dropped and the error reported.
   */
  readonly onMalformed?: (error: SipSyntaxError, flow: Flow, data: string | Uint8Array) => void;
  /**
   * 401 and 407: returns header fields to send the request again with, or `undefined` to give up. Called once for a request.
   * RFC 3261 §22.
   */
  readonly onChallenge?: (
    response: SipResponse,
    request: { readonly method: string; readonly uri: string },
  ) => Promise<Readonly<Record<string, string>> | undefined>;
  /** What a slot of the owner threw. By default it is printed. */
  readonly onError?: (error: unknown) => void;
  /** The phrases of responses that are sent without words of their own. By default a word for each class; see `reasonPhrase`. */
  readonly reasonPhrase?: (status: number) => string;
  /** Timers B, F, H, L and M. Default 32 000, which is 64*T1 (RFC 3261 §17). */
  readonly timeoutMs?: number;
}
