import type { RosterEntry } from '../model/index.js';
import type { Dialog } from '../sip/agent/index.js';
import {
  mergeConferenceInfo,
  parseConferenceInfo,
  type ConferenceUser,
  type KnownConference,
} from '../sip/body/index.js';
import { addressOf, formatPayload, parseUri, type Uri } from '../sip/codec/index.js';
import type { SipLink } from './sip-link.js';
import { subscribe } from './subscribe.js';

/** How long a subscription is asked to last, in seconds; it is refreshed when half of that is over. */
const EXPIRES_SECONDS = 1800;

/**
 * Follows who is in a group conversation, until the function that it gives is called: the subscriber of the `conference` event
 * package. RFC 4575.
 * @param onPeople - Called with everybody but us, after each change.
 */
export function followRoster(link: SipLink, uri: Uri, onPeople: (people: readonly RosterEntry[]) => void): () => void {
  let known: KnownConference | undefined;
  let dialog: Dialog | undefined;
  let closed = false;
  const refresh = () => void dialog?.request('SUBSCRIBE', ASK);
  const timer = setInterval(refresh, EXPIRES_SECONDS * 500);
  const me = addressOf(link.me.uri);

  const begun = subscribe(link, 'SUBSCRIBE', uri, ASK, (body, last) => {
    if (!body || last || closed) return;
    known = mergeConferenceInfo(known, parseConferenceInfo(body));
    // A gap in the versions: ask for the whole again (RFC 4575 §5.1).
    if (!known) return refresh();
    onPeople(Array.from(known.users.values(), entryOf).filter(entry => entry.uri !== me));
  });
  // Refused: the conversation goes on with the people known so far.
  void begun.then(answer => {
    dialog = answer.dialog;
    if (closed) dialog?.end();
  });

  // The server ends the subscription by itself when we leave.
  return () => {
    closed = true;
    clearInterval(timer);
    dialog?.end();
  };
}

const ASK = formatPayload({
  headers: {
    Event: 'conference',
    Accept: 'application/conference-info+xml',
    Expires: String(EXPIRES_SECONDS),
  },
});

function entryOf(user: ConferenceUser): RosterEntry {
  const role = user.roles?.includes('Leader') ? 'Leader' : 'Attendee';
  return { uri: addressOf(parseUri(user.entity)), displayName: user.displayText ?? '', role };
}
