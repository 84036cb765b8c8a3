import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { randomToken } from '../sip/codec/index.js';

/** What became of a nonce that came back. */
export type NonceState = 'fresh' | 'stale';

/**
 * The nonces of one connection. They hold their time and a code that only this server can make, so that nothing needs to be
 * kept for those that nobody answers. RFC 7616 §3.3, §5.4.
 */
export class Nonces {
  readonly #key = randomBytes(32);
  readonly #lifetimeMs: number;
  /** The highest count seen with each nonce that was answered with the right password. */
  readonly #counts = new Map<string, { readonly issuedAt: number; readonly count: number }>();

  constructor(lifetimeSeconds: number) {
    this.#lifetimeMs = lifetimeSeconds * 1000;
  }

  issue(now = Date.now()): string {
    const content = `${now.toString(36)}-${randomToken()}`;
    return `${content}-${this.#code(content)}`;
  }

  /**
   * Takes a nonce back.
   * @param nonce - Of credentials whose response is right.
   * @param count - Their nonce count. One that is not higher than the last one with this nonce is a replay.
   * @returns `stale` for a nonce that has expired, was made by somebody else, or is replayed: all are answered with a new one.
   */
  take(nonce: string, count: number, now = Date.now()): NonceState {
    const issuedAt = this.#issuedAt(nonce);
    if (issuedAt === undefined || now - issuedAt >= this.#lifetimeMs) return 'stale';
    if (count <= (this.#counts.get(nonce)?.count ?? 0)) return 'stale';
    for (const [old, used] of this.#counts) if (now - used.issuedAt >= this.#lifetimeMs) this.#counts.delete(old);
    this.#counts.set(nonce, { issuedAt, count });
    return 'fresh';
  }

  #issuedAt(nonce: string): number | undefined {
    const [time = '', random = '', code = ''] = nonce.split('-');
    const expected = Buffer.from(this.#code(`${time}-${random}`));
    const given = Buffer.from(code);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    return parseInt(time, 36);
  }

  #code(content: string): string {
    return createHmac('sha256', this.#key).update(content).digest('hex');
  }
}
