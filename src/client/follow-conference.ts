import type { Conference, RosterEntry } from '../model/index.js';
import type { Dialog } from '../sip/agent/index.js';
import {
  mergeConferenceInfo,
  parseConferenceInfo,
  type ConferenceUser,
  type KnownConference,
} from '../sip/body/index.js';
import { addressOf, formatPayload, header, parseUri, type SipMessage, type Uri } from '../sip/codec/index.js';
import { nameIn } from './name-in.js';
import type { SipLink } from './sip-link.js';
import { personOf } from './spoken-text.js';
import { subscribe } from './subscribe.js';

/** How long a subscription is asked to last, in seconds; it is refreshed when half of that is over. */
const EXPIRES_SECONDS = 1800;

/**
 * Follows what a group conversation is, and who is in it, until the function that it gives is called: the subscriber of the
 * `conference` event package. RFC 4575.
 * @param onConference - Called with all of it, after each change.
 */
export function followConference(link: SipLink, uri: Uri, onConference: (conference: Conference) => void): () => void {
  let known: KnownConference | undefined;
  let dialog: Dialog | undefined;
  let closed = false;
  const refresh = () => void dialog?.request('SUBSCRIBE', ASK);
  const timer = setInterval(refresh, EXPIRES_SECONDS * 500);
  const me = addressOf(link.me.uri);

  const begun = subscribe(link, 'SUBSCRIBE', uri, ASK, (body, last, message) => {
    if (!body || last || closed) return;
    known = mergeConferenceInfo(known, parseConferenceInfo(body));
    // A gap in the versions: ask for the whole again (RFC 4575 §5.1).
    if (!known) return refresh();
    onConference({ ...conferenceOf(known, me), ...changeIn(message) });
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

function conferenceOf({ users, description, condition, host }: KnownConference, me: string): Conference {
  const everybody = Array.from(users.values(), entryOf);
  const locked = condition?.locked;
  return {
    people: everybody.filter(entry => entry.uri !== me),
    role: everybody.find(entry => entry.uri === me)?.role ?? 'Attendee',
    // A description without a subject has lost it; none at all says nothing.
    topic: description && (description.subject ?? ''),
    isJoiningEnabled: locked === undefined ? locked : !locked,
    creator: host && addressOf(parseUri(host)),
  };
}

/** What the server says beside the document of the one event that it tells. */
function changeIn(message: SipMessage): Pick<Conference, 'change'> {
  const position = Number(header(message, 'history-position')) || 0;
  const by = nameIn(message, 'referred-by');
  return position > 0 ? { change: { position, by: by && personOf(by) } } : {};
}

function entryOf({ entity, displayText = '', roles, status }: ConferenceUser): RosterEntry {
  return {
    uri: addressOf(parseUri(entity)),
    displayName: displayText,
    role: roles?.includes('Leader') ? 'Leader' : 'Attendee',
    inLobby: status === 'dialing-in',
  };
}
