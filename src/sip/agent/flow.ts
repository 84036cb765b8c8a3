import { formatHeader, parseVia, type NameAddr, type SipResponse } from '../codec/index.js';
import { Transactions } from '../transaction/index.js';
import type { Transport } from '../transport/index.js';
import type { AgentOptions } from './agent-options.js';
import type { Dialog } from './dialog.js';
import type { IncomingRequest } from './incoming-request.js';
import { OutgoingInvite } from './outgoing-invite.js';
import { outsideDialog, type RequestOptions } from './outside-request.js';
import { receive } from './receive.js';
import { sendRequest } from './send-request.js';
import type { ServedRequest } from './served-request.js';
import { subscribe } from './subscribe.js';

/**
 * A SIP user agent on one connection: sends requests, hands what comes in to its transaction, its dialog or its owner. A server
 * has many, a client one after another. Other flows have no part in it, whatever tags and branches they guess. RFC 3261 §8.
 */
export class Flow extends Transactions<ServedRequest> {
  /** The transport has closed. Its dialogs have been told before. */
  onClose: (reason: string) => void = () => {};
  readonly transport: Transport;
  readonly options: AgentOptions;
  /** For the dialogs: those that are open, by their `key`. */
  readonly dialogs = new Map<string, Dialog>();
  /** The User-Agent line of requests, or `''`. */
  readonly requestLine: string;
  /** The Server line of responses, or `''`. */
  readonly responseLine: string;

  /**
   * Takes over the slots of a transport.
   * @throws {SyntaxError} When `sentBy` is no host, or host and port.
   */
  constructor(transport: Transport, options: AgentOptions) {
    super(text => transport.send(text), options.timeoutMs ?? 32_000);
    this.transport = transport;
    this.options = options;
    parseVia(this.via(''));
    this.requestLine = formatHeader('User-Agent', options.product ?? []);
    this.responseLine = formatHeader('Server', options.product ?? []);
    transport.onClose = reason => this.#lose(reason);
    // A wall: whatever a peer sends, it is not what ends the process.
    transport.onMessage = data => this.tell(() => receive(this, data));
  }

  /** How many transactions and dialogs there are: what leaks would show in. */
  override get size(): number {
    return super.size + this.dialogs.size;
  }

  /**
   * Sends a request outside a dialog, any but INVITE. Gives the final response; a time-out is a made-up 408, a closed flow 503
   * (RFC 3261 §8.1.3.1). It never rejects.
   */
  request(options: RequestOptions): Promise<SipResponse> {
    if (options.method === 'INVITE') throw new TypeError('Cannot send INVITE as a request: use invite()');
    return sendRequest(outsideDialog(this, options), options.method, options.contact, options.payload);
  }

  /** Sends an INVITE outside a dialog. */
  invite(options: RequestOptions & { readonly contact: NameAddr }): OutgoingInvite {
    return new OutgoingInvite(this, options);
  }

  /**
   * Sends a SUBSCRIBE or REFER. Gives the final response and, with 2xx, the dialog that its NOTIFYs come in.
   * @param onRequest - The dialog's slot, given now because a NOTIFY may come before the 2xx.
   */
  subscribe(
    options: RequestOptions & { readonly contact: NameAddr },
    onRequest: (request: IncomingRequest) => void,
  ): Promise<{ readonly response: SipResponse; readonly dialog: Dialog | undefined }> {
    return subscribe(this, options, onRequest);
  }

  /** Forgets everything: requests under way get a made-up 503, dialogs end without a word. The transport stays open. */
  override close(): void {
    this.transport.onMessage = () => {};
    for (const dialog of this.dialogs.values()) dialog.end();
    super.close();
  }

  /** For the agent: the Via of a request. */
  via(branch: string): string {
    return `SIP/2.0/${this.transport.protocol} ${this.options.sentBy};branch=${branch}`;
  }

  /**
   * For the agent: hands a request to a slot of the owner. If that throws before it has answered, the answer is 500; or 400
   * for a SyntaxError, which says that the request cannot be read, and is not reported.
   */
  show(request: IncomingRequest, slot: (request: IncomingRequest) => void): void {
    try {
      slot(request);
    } catch (error) {
      if (request.status === 0 && error instanceof SyntaxError) return request.respond(400);
      this.report(error);
      if (request.status === 0) request.respond(500);
    }
  }

  /** For the agent: calls a slot of the owner, whose error must not stop what the agent is doing. */
  tell(slot: () => void): void {
    try {
      slot();
    } catch (error) {
      this.report(error);
    }
  }

  report(error: unknown): void {
    (this.options.onError ?? console.error)(error);
  }

  #lose(reason: string): void {
    this.closed = true;
    for (const dialog of this.dialogs.values()) dialog.lose(reason);
    super.close();
    this.tell(() => this.onClose(reason));
  }
}
