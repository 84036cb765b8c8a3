import { formatPayload, type Payload, type Uri } from '../sip/codec/index.js';
import type { SipLink } from './sip-link.js';
import { failed, refused } from './sip-reason.js';
import { subscribe } from './subscribe.js';

/** How long the answer may take once it is promised, in milliseconds: timer N of RFC 6665 §4.1.2. */
const PATIENCE_MS = 32_000;

/**
 * Asks the server something that has one answer, in JSON.
 * @param uri - Who is asked: the domain, or a conversation.
 * @param event - The event package.
 * @returns The answer, which nobody has looked into.
 * @throws Reason `RequestFailed` when it is refused, when the connection is lost, and when the answer is no JSON.
 */
export async function fetchFrom(link: SipLink, uri: Uri, event: string, question: object): Promise<unknown> {
  const headers = { Event: event, Expires: '0', Accept: 'application/json' };
  const payload = formatPayload({ headers, contentType: 'application/json', body: JSON.stringify(question) });
  const body = await fetchState(link, uri, payload);
  try {
    return JSON.parse(body);
  } catch {
    throw failed('RequestFailed', 503);
  }
}

/**
 * Fetches the present state of something: a SUBSCRIBE with `Expires: 0`, whose one NOTIFY holds it. RFC 6665 §4.4.3.
 * @returns The body of the NOTIFY; `''` when none has come.
 * @throws Reason `RequestFailed` when it is refused.
 */
export async function fetchState(link: SipLink, uri: Uri, payload: Payload): Promise<string> {
  let take: (body: string) => void = () => {};
  const answer = new Promise<string>(resolve => (take = resolve));
  const { response, dialog } = await subscribe(link, 'SUBSCRIBE', uri, payload, take);
  if (!dialog) throw refused('RequestFailed', response);
  const giveUp = setTimeout(() => take(''), PATIENCE_MS);
  dialog.onLost = () => take('');
  if (dialog.ended) take(''); // in the turn of the 200
  const body = await answer;
  clearTimeout(giveUp);
  dialog.end();
  return body;
}
