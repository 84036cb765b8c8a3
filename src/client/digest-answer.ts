import type { SignInOptions } from '../model/index.js';
import { isSipUri, parseUri, randomToken, type SipResponse } from '../sip/codec/index.js';
import { answerChallenges, parseChallenge } from '../sip/digest/index.js';

/**
 * The header field that answers a 401 or 407 by digest, RFC 7616; the user name is the user part of the address.
 * `undefined` when there is no password or no challenge that can be answered.
 */
export function digestAnswer(
  response: SipResponse,
  { method, uri }: { readonly method: string; readonly uri: string },
  { username, password }: SignInOptions,
): Record<string, string> | undefined {
  if (password === undefined) return undefined;
  const proxy = response.status === 407;
  const texts = response.headers.get(proxy ? 'proxy-authenticate' : 'www-authenticate') ?? [];
  const challenges = texts.map(parseChallenge).filter(challenge => challenge !== undefined);
  const answer = { username: userOf(username), password, method, uri, cnonce: randomToken(), nonceCount: 1 };
  const credentials = answerChallenges(challenges, answer);
  return credentials === undefined ? undefined : { [proxy ? 'Proxy-Authorization' : 'Authorization']: credentials };
}

function userOf(address: string): string {
  const uri = parseUri(/^sips?:/i.test(address) ? address : `sip:${address}`);
  return isSipUri(uri) ? uri.user : address;
}
