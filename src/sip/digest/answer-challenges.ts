import { ha1, parseAlgorithm } from './algorithm.js';
import type { Challenge } from './challenge.js';
import type { Credentials } from './credentials.js';
import { digestResponse } from './response.js';

/** Who answers, for which request. */
export interface Answer {
  readonly username: string;
  readonly password: string;
  readonly method: string;
  /** The Request-URI, as it stands in the request. */
  readonly uri: string;
  /** Random; `randomToken()`. */
  readonly cnonce: string;
  /** How many requests have been sent with this nonce, this one included: 1 for the first. */
  readonly nonceCount: number;
}

/**
 * Credentials for the topmost challenge that can be answered: the server puts the one it likes best on top.
 * RFC 8760 §2.4.
 * @returns `undefined` when there is none: another algorithm, or only `qop=auth-int`.
 */
export function answerChallenges(challenges: readonly Challenge[], answer: Answer): Credentials | undefined {
  for (const challenge of challenges) {
    const credentials = answerChallenge(challenge, answer);
    if (credentials) return credentials;
  }
  return undefined;
}

function answerChallenge(challenge: Challenge, answer: Answer): Credentials | undefined {
  const { realm, nonce, opaque } = challenge;
  const { username, uri, cnonce, nonceCount } = answer;
  const algorithm = parseAlgorithm(challenge.algorithm);
  if (!algorithm || (challenge.qop.length > 0 && !challenge.qop.includes('auth'))) return undefined;
  const qop = challenge.qop.length > 0 ? { value: 'auth', cnonce, nonceCount } : undefined;
  const secret = ha1(algorithm, username, realm, answer.password);
  return {
    username,
    realm,
    nonce,
    uri,
    response: digestResponse(algorithm, secret, answer.method, { nonce, uri, ...(qop && { qop }) }),
    algorithm: challenge.algorithm,
    ...(opaque === undefined ? {} : { opaque }),
    ...(qop && { qop }),
  };
}
