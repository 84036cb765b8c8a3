import type { WebSocketClass, WebSocketEvent, WebSocketLike } from '../../src/sip/transport/index.js';
import { type AgentOptions, Flow, type IncomingRequest, loopbackPair } from '../../src/sip/agent/index.js';
import type { SipRequest } from '../../src/sip/codec/index.js';

/** A SIP server without a network: a user agent at the other end of every WebSocket of its class. */
export class LoopbackServer {
  /** Every request that it got. */
  readonly got: SipRequest[] = [];
  /** What it answers from now on. */
  answer: { status: number; headers: Record<string, string> } = { status: 200, headers: {} };
  /** Each lets it answer one request; while this is not there, it answers at once. */
  held: (() => void)[] | undefined;
  /** Whether a WebSocket can be opened. */
  reachable = true;
  /** How often somebody tried. */
  tries = 0;
  readonly WebSocket: WebSocketClass;
  /** The connection that was opened last. */
  flow: Flow | undefined;

  constructor() {
    const open = (): WebSocketLike => this.#open();
    this.WebSocket = function () {
      return open();
    } as unknown as WebSocketClass;
  }

  #serve(request: IncomingRequest): void {
    const { method, to } = request.message;
    this.got.push(request.message);
    if (method === 'SUBSCRIBE' && !request.dialog) request.createDialog(to).onRequest = inside => this.#serve(inside);
    const answer = (): void => request.respond(this.answer.status, { headers: this.answer.headers });
    if (this.held) this.held.push(answer);
    else answer();
  }

  #open(): WebSocketLike {
    this.tries += 1;
    const [near, far] = loopbackPair();
    const options: AgentOptions = {
      sentBy: 'contoso.example',
      onRequest: request => this.#serve(request),
    };
    const listeners: [type: string, listener: (event: WebSocketEvent) => void][] = [];
    const emit = (type: string, data?: unknown): void => {
      for (const [wanted, listener] of listeners) if (wanted === type) listener({ type, data });
    };
    near.onMessage = data => emit('message', data);
    near.onClose = () => emit('close');
    if (this.reachable) this.flow = new Flow(far, options);
    queueMicrotask(() => emit(this.reachable ? 'open' : 'error'));
    return {
      url: 'ws://contoso.example/sip',
      protocol: 'sip',
      readyState: 1,
      binaryType: '',
      send: data => near.send(data),
      close: () => near.close(),
      addEventListener: (type, listener) => void listeners.push([type, listener]),
    };
  }
}
