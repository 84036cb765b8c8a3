/** What a server transaction needs of its flow. */
export interface ServerTransactionHost {
  /** Timers H and L: 64*T1. RFC 3261 §17.2.1, RFC 6026 §7.1. */
  readonly timeoutMs: number;
  /** Nothing can be sent any more. */
  readonly closed: boolean;
  readonly send: (text: string) => void;
  /**
   * Called at the end.
   * @param response - What the request again would still get.
   */
  forget(transaction: ServerTransaction, response?: string): void;
}

/**
 * One request of the peer: remembers the response, so that the same request again gets it again. RFC 3261 §17.2 on a reliable
 * transport, with the state Accepted of RFC 6026. Timers G, I and J are zero there: a final response is the end of all but an
 * INVITE, which waits for its ACK. The 100 of §17.2.1 is the owner's affair: it answers an INVITE at once, be it by 100.
 */
export class ServerTransaction {
  readonly key: string;
  /** The final response that was sent; 0 before. */
  status = 0;
  /** Of an INVITE: resolves when it was refused or its ACK has come, or will not come any more; gone then. */
  pending: Promise<void> | undefined;
  readonly #host: ServerTransactionHost;
  #latest: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #resolve: (() => void) | undefined;

  /** @param key - From `serverKey`. */
  constructor(host: ServerTransactionHost, key: string, method: string) {
    this.key = key;
    this.#host = host;
    if (method === 'INVITE') this.pending = new Promise(resolve => (this.#resolve = resolve));
  }

  /** Sends a response of the owner: provisional ones, then one final, and none after it. */
  answer(status: number, text: string): void {
    if (this.status > 0) return;
    if (status >= 200) this.status = status;
    if (this.#host.closed) return;
    this.#latest = text;
    this.repeat();
    if (status < 200) return;
    if (!this.pending) return this.#host.forget(this, text);
    this.#timer = setTimeout(() => this.close(), this.#host.timeoutMs); // §17.2.1, timer H; RFC 6026 §7.1, timer L
    if (status >= 300) this.#settle();
  }

  /** The same request came again. */
  repeat(): void {
    if (this.#latest !== undefined) this.#host.send(this.#latest);
  }

  /** An accepted INVITE is kept for the 2xx to be repeated (RFC 6026 §7.1); of a refused one the ACK is the end (§17.2.1). */
  acknowledge(): void {
    if (this.status >= 300) this.close();
    else if (this.status > 0) this.#settle();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#host.forget(this);
    this.#settle();
  }

  #settle(): void {
    this.pending = undefined;
    this.#resolve?.();
  }
}
