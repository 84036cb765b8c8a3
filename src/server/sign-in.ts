import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingRequest } from '../sip/agent/index.js';
import { addressOf, parseUri, sameUri, SipUri, type SipRequest } from '../sip/codec/index.js';
import { formatChallenge, parseAlgorithm, parseCredentials, verifyCredentials } from '../sip/digest/index.js';
import type { Algorithm, Credentials } from '../sip/digest/index.js';
import type { Account, Accounts } from './accounts.js';
import { SipError } from './focus/sip-error.js';
import type { Nonces } from './nonces.js';

/** What the gate remembers of a connection. */
export interface Visitor {
  readonly nonces: Nonces;
  /** Who has signed in: `sip:alice@contoso.example`. */
  address: string | undefined;
  /** A password was wrong. */
  onFailure(): void;
}

/** The algorithms that are offered, the best one first. RFC 8760 §2.6. */
const ALGORITHMS: readonly Algorithm[] = ['SHA-256', 'MD5'];

/**
 * The gate: who sends a request outside a dialog? A connection signs in once, by digest, and then is that person's.
 * RFC 3261 §22, RFC 8760.
 */
export class SignIn {
  readonly #accounts: Pick<Accounts, 'find' | 'refresh'>;
  readonly #realm: string;
  readonly #onAccountsError: (error: unknown) => void;
  /** For people who do not exist: their passwords must take as long to refuse as anybody's. */
  readonly #secret = randomBytes(32);

  /**
   * @param realm - The domain of the accounts, in lower case.
   * @param onAccountsError - The accounts file has changed and cannot be read; the accounts stay as they were.
   */
  constructor(
    accounts: Pick<Accounts, 'find' | 'refresh'>,
    realm: string,
    onAccountsError: (error: unknown) => void = console.error,
  ) {
    this.#accounts = accounts;
    this.#realm = realm;
    this.#onAccountsError = onAccountsError;
  }

  /**
   * Who has sent the request. Credentials that it carries are checked, also when the connection has signed in.
   * @throws SipError 401 with challenges for somebody who has not signed in or gives wrong credentials; 403 for somebody who
   * speaks in another's name.
   * @throws {SipSyntaxError} For an Authorization that does not parse.
   */
  check({ message }: Pick<IncomingRequest, 'message'>, visitor: Visitor): Account {
    const credentials = this.#credentialsOf(message);
    const account = credentials ? this.#verify(message, credentials, visitor) : this.#signedIn(visitor);
    if (visitor.address !== undefined && visitor.address !== account.address) {
      throw new SipError(403, "This Connection Is Somebody Else's");
    }
    visitor.address = account.address;
    if (addressOf(message.from.uri) !== account.address) throw new SipError(403, 'From Is Not Who Has Signed In');
    if (message.method === 'REGISTER' && addressOf(message.to.uri) !== account.address) {
      throw new SipError(403, 'To Is Not Who Has Signed In');
    }
    return account;
  }

  /** The account of a connection that has signed in, unless it was removed since. */
  #signedIn(visitor: Visitor): Account {
    const account = visitor.address === undefined ? undefined : this.#accounts.find(visitor.address);
    if (account) return account;
    throw this.#challenge(visitor, false);
  }

  #credentialsOf(message: SipRequest): Credentials | undefined {
    for (const text of message.headers.get('authorization') ?? []) {
      const credentials = parseCredentials(text);
      if (credentials?.realm.toLowerCase() === this.#realm) return credentials;
    }
    return undefined;
  }

  #verify(message: SipRequest, credentials: Credentials, visitor: Visitor): Account {
    // What was hashed must be this request, or the response could be one that was made for another. RFC 7616 §3.4.6.
    if (!sameUri(parseUri(credentials.uri), message.uri)) throw new SipError(400, 'Authorization Is for Another URI');
    this.#refreshAccounts();
    const account = this.#accounts.find(addressOf(SipUri(credentials.username, this.#realm)));
    if (!this.#hasPassword(message.method, credentials, account) || !account) {
      visitor.onFailure();
      throw this.#challenge(visitor, false);
    }
    // `stale` tells the client that the password was right, so only here. RFC 7616 §3.3.
    const state = visitor.nonces.take(credentials.nonce, parseInt(credentials.nonceCount ?? '0', 16));
    if (state === 'stale') throw this.#challenge(visitor, true);
    return account;
  }

  #hasPassword(method: string, credentials: Credentials, account: Account | undefined): boolean {
    const algorithm = parseAlgorithm(credentials.algorithm);
    // Without qop there is no nonce count, so nothing would tell a replay. RFC 8760 §2.6 requires it.
    if (!algorithm || !ALGORITHMS.includes(algorithm) || !credentials.qop) return false;
    const ha1 = account?.ha1(algorithm) ?? this.#madeUpHa1(credentials.username);
    return verifyCredentials(credentials, { method, ha1 });
  }

  #madeUpHa1(username: string): string {
    return createHmac('sha256', this.#secret).update(username).digest('hex');
  }

  #refreshAccounts(): void {
    try {
      this.#accounts.refresh();
    } catch (error) {
      this.#onAccountsError(error);
    }
  }

  #challenge(visitor: Visitor, stale: boolean): SipError {
    const nonce = visitor.nonces.issue();
    const challenges = ALGORITHMS.map(algorithm =>
      formatChallenge({ realm: this.#realm, nonce, algorithm, qop: ['auth'], stale }),
    );
    return new SipError(401, 'Unauthorized', { 'WWW-Authenticate': challenges });
  }
}
