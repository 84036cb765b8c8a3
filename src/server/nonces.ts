import { randomToken } from '../sip/codec/index.js';

/** What became of a nonce that came back. */
export type NonceState = 'fresh' | 'stale';

/** So many are remembered: a client may have as many requests on their way before it has signed in. */
const KEPT = 16;

interface Issued {
  readonly nonce: string;
  readonly issuedAt: number;
  /** The highest count seen with it. */
  count: number;
}

/** The nonces of one connection; those that were made last are remembered. RFC 7616 §3.3, §5.4. */
export class Nonces {
  readonly #lifetimeMs: number;
  /** The newest one last. */
  readonly #issued: Issued[] = [];

  constructor(lifetimeSeconds: number) {
    this.#lifetimeMs = lifetimeSeconds * 1000;
  }

  issue(now = Date.now()): string {
    const nonce = randomToken(16);
    if (this.#issued.push({ nonce, issuedAt: now, count: 0 }) > KEPT) this.#issued.shift();
    return nonce;
  }

  /**
   * Takes a nonce back.
   * @param nonce - Of credentials whose response is right.
   * @param count - Their nonce count. One that is not higher than the last one with this nonce is a replay.
   * @returns `stale` for a nonce that has expired, is not remembered, was made by somebody else, or is replayed: all are
   * answered with a new one.
   */
  take(nonce: string, count: number, now = Date.now()): NonceState {
    const issued = this.#issued.find(one => one.nonce === nonce);
    if (!issued || now - issued.issuedAt >= this.#lifetimeMs || !(count > issued.count)) return 'stale';
    issued.count = count;
    return 'fresh';
  }
}
