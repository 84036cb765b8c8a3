import { randomToken } from '../codec/index.js';
import type { SipResponse } from '../codec/index.js';
import { type AnswerSlot, clientKey, ClientTransaction } from './client-transaction.js';
import type { ServerTransaction } from './server-transaction.js';

/**
 * For so many requests of the peer a flow remembers the final response after their transaction is over: what a peer beyond a
 * proxy sends again must not be shown twice.
 */
const KEPT = 4;

/**
 * The transactions of one flow. Nothing here is shared between flows, so that no connection can touch the transactions of
 * another, whatever it knows of their identifiers.
 */
export class Transactions<Served extends ServerTransaction = ServerTransaction> {
  readonly send: (text: string) => void;
  readonly timeoutMs: number;
  closed = false;
  readonly #clients = new Map<string, ClientTransaction>();
  readonly #servers = new Map<string, Served>();
  /** Final responses by `serverKey`, oldest first. */
  readonly #answered = new Map<string, string>();
  readonly #branchStart = `z9hG4bK${randomToken()}.`;
  #branches = 0;

  /**
   * @param send - Sends on the flow.
   * @param timeoutMs - Timers B, F, H, L and M.
   */
  constructor(send: (text: string) => void, timeoutMs: number) {
    this.send = send;
    this.timeoutMs = timeoutMs;
  }

  /** How many there are, the remembered responses among them. */
  get size(): number {
    return this.#clients.size + this.#servers.size + this.#answered.size;
  }

  /** A branch that no other request has. RFC 3261 §8.1.1.7. */
  nextBranch(): string {
    return this.#branchStart + ++this.#branches;
  }

  /**
   * Sends a request and waits for its responses.
   * @param branch - From `nextBranch`, or for CANCEL the branch of what is cancelled.
   * @param onAnswer - See `ClientTransaction`.
   */
  start(branch: string, method: string, text: string, onAnswer: AnswerSlot): void {
    const client = new ClientTransaction(this, branch, method, text, onAnswer);
    this.#clients.set(client.key, client);
    this.send(text);
  }

  /** Hands a response to its transaction, if it has one. RFC 3261 §17.1.3. */
  receive(response: SipResponse): void {
    const branch = response.via[0]?.params.get('branch') ?? '';
    this.#clients.get(clientKey(branch, response.cseq.method))?.receive(response);
  }

  /**
   * The transaction that a request belongs to, if there is one: the INVITE of an ACK or CANCEL.
   * @param key - Its `serverKey`.
   */
  find(key: string): Served | undefined {
    return this.#servers.get(key);
  }

  /** Whether a request came before; then it gets again what it got. */
  repeat(key: string): boolean {
    const answered = this.#answered.get(key);
    const server = this.#servers.get(key);
    if (answered !== undefined) this.send(answered);
    server?.repeat();
    return answered !== undefined || server !== undefined;
  }

  /** Takes in the transaction of a request whose `serverKey` was not known yet. */
  accept(server: Served): void {
    this.#servers.set(server.key, server);
  }

  /** The flow has closed: our requests are answered by 503, the peer's never. */
  close(): void {
    this.closed = true;
    for (const server of this.#servers.values()) server.close();
    this.#answered.clear();
    for (const client of this.#clients.values()) client.giveUp('503 Service Unavailable');
  }

  /** For the transactions: one is over. */
  forget(transaction: ClientTransaction | ServerTransaction, response?: string): void {
    const { key } = transaction;
    if (transaction instanceof ClientTransaction) this.#clients.delete(key);
    else this.#servers.delete(key);
    if (response === undefined) return;
    this.#answered.set(key, response);
    if (this.#answered.size <= KEPT) return;
    for (const oldest of this.#answered.keys()) return void this.#answered.delete(oldest);
  }
}
