import { randomToken, type SipResponse } from '../sip/codec/index.js';
import { answering, parseChallenge } from '../sip/digest/index.js';
import { digestHash } from './digest-hash.js';

/**
 * The header field that answers a 401 or 407 by digest, RFC 7616.
 * `undefined` when there is no password or no challenge that can be answered.
 * @param username - The user part of our address.
 * @throws Reason `LocalFailure` when what it takes cannot be loaded.
 */
export async function digestAnswer(
  response: SipResponse,
  { method, uri }: { readonly method: string; readonly uri: string },
  username: string,
  password: string | undefined,
): Promise<Record<string, string> | undefined> {
  if (password === undefined) return undefined;
  const proxy = response.status === 407;
  const texts = response.headers.get(proxy ? 'proxy-authenticate' : 'www-authenticate') ?? [];
  const challenges = texts.map(parseChallenge).filter(challenge => challenge !== undefined);
  const answer = { username, password, method, uri, cnonce: randomToken(), nonceCount: 1 };
  const hashing = answering(challenges, answer);
  let step = hashing.next();
  while (!step.done) step = hashing.next(await digestHash(...step.value));
  const credentials = step.value;
  return credentials === undefined ? undefined : { [proxy ? 'Proxy-Authorization' : 'Authorization']: credentials };
}
