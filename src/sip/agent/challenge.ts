import { formatHeader, headerList } from '../codec/index.js';
import type { Payload, SipResponse } from '../codec/index.js';
import type { AgentCore } from './agent-core.js';

/**
 * Sends a request, and once more with credentials if it is challenged; a second time more if they were only stale. RFC 3261 §22.
 * @param uri - The Request-URI, which is part of what credentials prove.
 * @param send - Sends it with these header lines added and the next CSeq.
 * @param unwanted - Whether the request has become pointless meanwhile; then the challenge is its response.
 */
export async function answerChallenges(
  core: AgentCore,
  method: string,
  uri: string,
  send: (credentials: string) => Promise<SipResponse>,
  unwanted = (): boolean => false,
): Promise<SipResponse> {
  const { onChallenge } = core.options;
  let response = await send('');
  for (let tries = 0; onChallenge && isChallenge(response, tries); tries++) {
    const credentials = await ask(core, () => onChallenge(response, { method, uri }));
    if (credentials === undefined || unwanted()) break;
    response = await send(credentials);
  }
  return response;
}

/** A payload with more header lines before it. */
export function withLines(lines: string, payload: Payload): Payload {
  return (lines + payload) as Payload;
}

function isChallenge(response: SipResponse, tries: number): boolean {
  if (response.status !== 401 && response.status !== 407) return false;
  return tries === 0 || (tries === 1 && isStale(response));
}

/** Whether only the nonce was too old: RFC 7616 §3.3. */
function isStale(response: SipResponse): boolean {
  const challenges = [...headerList(response, 'www-authenticate'), ...headerList(response, 'proxy-authenticate')];
  return challenges.some(challenge => /\bstale\s*=\s*"?true\b/i.test(challenge));
}

/** The owner's credentials as lines. Its failure is as good as none: the response stays the challenge. */
async function ask(
  core: AgentCore,
  challenge: () => Promise<Readonly<Record<string, string>> | undefined>,
): Promise<string | undefined> {
  try {
    const headers = await challenge();
    return headers && Object.entries(headers).reduce((lines, [name, value]) => lines + formatHeader(name, value), '');
  } catch (error) {
    core.report(error);
    return undefined;
  }
}
