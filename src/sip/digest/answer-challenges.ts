import { a1, parseAlgorithm } from './algorithm.js';
import { formatDigestParams } from './auth-params.js';
import type { Challenge } from './challenge.js';
import { runHashing, type Hashing } from './hashing.js';
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
 * @returns The value of an Authorization, which `parseCredentials` reads; `undefined` when no challenge can be answered:
 * another algorithm, or only `qop=auth-int`.
 * @throws {TypeError} For a line break in the name.
 */
export function answerChallenges(challenges: readonly Challenge[], answer: Answer): string | undefined {
  return runHashing(answering(challenges, answer));
}

/** The same, for who has hashes of another kind. */
export function* answering(challenges: readonly Challenge[], answer: Answer): Hashing<string | undefined> {
  for (const { realm, nonce, algorithm: written, qop: options, opaque } of challenges) {
    const algorithm = parseAlgorithm(written);
    const qop = options.length > 0 ? 'auth' : undefined;
    if (!algorithm || (qop && !options.includes(qop))) continue;
    const { username, uri } = answer;
    const cnonce = qop && answer.cnonce;
    const nonceCount = qop && answer.nonceCount.toString(16).padStart(8, '0');
    const secret = yield [algorithm, a1(username, realm, answer.password)];
    const response = yield* digestResponse(algorithm, secret, answer.method, { nonce, uri, qop, cnonce, nonceCount });
    return formatDigestParams(
      { username, realm, nonce, uri, response, algorithm: written, opaque, qop, cnonce, nc: nonceCount },
      ['algorithm', 'qop', 'nc'],
    );
  }
  return undefined;
}
