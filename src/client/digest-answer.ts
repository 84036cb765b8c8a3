import { randomToken, type SipResponse } from '../sip/codec/index.js';
import { answerChallenges, parseChallenge } from '../sip/digest/index.js';

/**
 * The header field that answers a 401 or 407 by digest, RFC 7616.
 * `undefined` when there is no password or no challenge that can be answered.
 * @param username - The user part of our address.
 */
export function digestAnswer(
  response: SipResponse,
  { method, uri }: { readonly method: string; readonly uri: string },
  username: string,
  password: string | undefined,
): Record<string, string> | undefined {
  if (password === undefined) return undefined;
  const proxy = response.status === 407;
  const texts = response.headers.get(proxy ? 'proxy-authenticate' : 'www-authenticate') ?? [];
  const challenges = texts.map(parseChallenge).filter(challenge => challenge !== undefined);
  const answer = { username, password, method, uri, cnonce: randomToken(), nonceCount: 1 };
  const credentials = answerChallenges(challenges, answer);
  return credentials === undefined ? undefined : { [proxy ? 'Proxy-Authorization' : 'Authorization']: credentials };
}
