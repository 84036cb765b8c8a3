import { randomToken } from '../codec/index.js';
import type { SipResponse } from '../codec/index.js';
import { ClientTransaction, type ClientTransactionHost } from './client-transaction.js';
import { ServerTransaction, type ServerTransactionHost } from './server-transaction.js';

/** How many completed server transactions a flow remembers, see `server-states.ts`. */
const KEPT = 4;

/**
 * The transactions of one flow. Nothing here is shared between flows, so that no connection can touch the transactions of
 * another, whatever it knows of their identifiers.
 */
export class Transactions {
  readonly #send: (text: string) => void;
  /** By the number in the branch; a CANCEL, which has the branch of what it cancels, by its negative. RFC 3261 §9.1. */
  readonly #clients = new Map<number, ClientTransaction>();
  readonly #servers = new Map<string, ServerTransaction>();
  readonly #completed: ServerTransaction[] = [];
  readonly #branchStart = `z9hG4bK${randomToken()}.`;
  readonly #clientHost: ClientTransactionHost;
  readonly #serverHost: ServerTransactionHost;
  #branches = 0;

  /**
   * @param send - Sends on the flow.
   * @param timeoutMs - Timers B, F, H, L and M.
   */
  constructor(send: (text: string) => void, timeoutMs: number) {
    this.#send = send;
    this.#clientHost = {
      timeoutMs,
      send,
      forget: client => this.#clients.delete(this.#clientKey(client.branch, client.method)),
    };
    this.#serverHost = {
      timeoutMs,
      send,
      keep: server => this.#keep(server),
      forget: server => this.#servers.delete(server.key),
    };
  }

  /** How many there are, the remembered ones among them. */
  get size(): number {
    return this.#clients.size + this.#servers.size;
  }

  /** A branch that no other request has. RFC 3261 §8.1.1.7. */
  nextBranch(): string {
    return this.#branchStart + ++this.#branches;
  }

  /**
   * Sends a request and waits for its responses.
   * @param branch - From `nextBranch`, or for CANCEL the branch of what is cancelled.
   * @param onResponse - See `ClientTransaction`.
   */
  start(branch: string, method: string, text: string, onResponse: (response: SipResponse) => void): ClientTransaction {
    const client = new ClientTransaction(this.#clientHost, branch, method, text, onResponse);
    this.#clients.set(this.#clientKey(branch, method), client);
    this.#send(text);
    return client;
  }

  /** Hands a response to its transaction. `false` when it has none. RFC 3261 §17.1.3. */
  receive(response: SipResponse): boolean {
    const { method } = response.cseq;
    const branch = response.via[0]?.params.get('branch') ?? '';
    const client = this.#clients.get(this.#clientKey(branch, method));
    if (!client || client.method !== method || client.branch !== branch) return false;
    client.receive(response);
    return true;
  }

  /**
   * The transaction that a request belongs to, if there is one: it came before, or it is the ACK of an INVITE.
   * @param key - Its `serverKey`.
   */
  find(key: string): ServerTransaction | undefined {
    return this.#servers.get(key);
  }

  /** Begins the transaction of a request whose `serverKey` is not known yet. */
  accept(key: string, method: string): ServerTransaction {
    const server = new ServerTransaction(this.#serverHost, key, method);
    this.#servers.set(key, server);
    return server;
  }

  /** The flow has closed: our requests are answered by a made-up 503, the peer's never. */
  close(): void {
    for (const server of this.#servers.values()) server.close();
    this.#servers.clear();
    this.#completed.length = 0;
    for (const client of [...this.#clients.values()]) client.close();
  }

  #clientKey(branch: string, method: string): number {
    const number = branch.startsWith(this.#branchStart) ? Number(branch.slice(this.#branchStart.length)) : 0;
    return method === 'CANCEL' ? -number : number;
  }

  #keep(server: ServerTransaction): void {
    this.#completed.push(server);
    if (this.#completed.length > KEPT) this.#completed.shift()?.displace();
  }
}
