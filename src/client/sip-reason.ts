import { Reason } from '../observable/index.js';
import { parseReason, type SipMessage, type SipResponse } from '../sip/codec/index.js';

/** What a final response means, in the words of the SDK (reference §3.9): code, subcode, sentence. */
type Meaning = readonly [code: string, subcode: string | undefined, message: string];

const WRONG_PASSWORD: Meaning = ['Unauthorized', 'InvalidCredentials', 'The user name or the password is wrong.'];
const NOBODY: Meaning = ['NotFound', 'DestinationNotFound', 'There is nobody with this address.'];
const BUSY: Meaning = ['RemoteFailure', 'Busy', 'They are busy.'];
const INCAPABLE: Meaning = ['NotAcceptable', 'ModalityNotSupported', 'The other side cannot chat.'];

const MEANINGS: Readonly<Record<number, Meaning>> = {
  401: WRONG_PASSWORD,
  403: ['Forbidden', 'NotAllowed', 'The server does not allow this.'],
  404: NOBODY,
  407: WRONG_PASSWORD,
  408: ['Timeout', 'Timeout', 'Nobody answered in time.'],
  410: ['Gone', 'Ended', 'The conversation has ended.'],
  413: ['EntityTooLarge', 'LimitExceeded', 'The message is too long.'],
  415: ['UnsupportedMediaType', 'UnsupportedMediaType', 'The other side cannot read this.'],
  480: ['RemoteFailure', 'TemporarilyUnavailable', 'They are not signed in at the moment.'],
  481: ['NotFound', 'ConversationNotFound', 'The server no longer knows this conversation.'],
  486: BUSY,
  487: ['Canceled', undefined, 'The invitation was withdrawn.'],
  488: INCAPABLE,
  503: ['ServiceUnavailable', 'Unreachable', 'The server cannot be reached at the moment.'],
  600: BUSY,
  604: NOBODY,
  606: INCAPABLE,
};

function meaningOf(status: number): Meaning {
  if (status >= 600) return ['RemoteFailure', 'Declined', 'They declined.'];
  if (status >= 500) return ['ServiceFailure', undefined, 'The server failed to do this.'];
  return ['BadRequest', undefined, `The server refused this (${status}).`];
}

/** A refusal as the reason nested in the one that commands reject with. */
export function reasonOf(status: number): Reason {
  const [code, subcode, message] = MEANINGS[status] ?? meaningOf(status);
  return new Reason(code, { ...(subcode ? { subcode } : {}), message });
}

/** A refused invitation: `{code: 'InvitationFailed', reason: {code, subcode, message}}`. */
export function invitationFailed({ status }: Pick<SipResponse, 'status'>): Reason {
  return wrap('InvitationFailed', status);
}

/** A refused message: `{code: 'RequestFailed', reason: …}`. */
export function requestFailed(status: number): Reason {
  return wrap('RequestFailed', status);
}

/** A refused or unanswered sign-in: `{code: 'SignInFailed', reason: …}`. */
export function signInFailed(status: number): Reason {
  return wrap('SignInFailed', status);
}

function wrap(code: string, status: number): Reason {
  const reason = reasonOf(status);
  return new Reason(code, { message: reason.message, reason });
}

/** Why an invitation to us was withdrawn, from the Reason header field of its CANCEL. RFC 3326. */
export function withdrawnBecause(cancel: SipMessage): Reason {
  switch (causeOf(cancel)) {
    case undefined:
      return new Reason('Canceled', { message: 'The invitation was withdrawn.' });
    case 408:
      return new Reason('Missed', { message: 'You did not answer in time.' });
    default:
      return new Reason('ConnectedElsewhere', { message: 'You answered on another device.' });
  }
}

/** Why a session was ended by the server, from the Reason header field of its BYE. */
export function endedBecause(bye: SipMessage): Reason {
  const lost = causeOf(bye) === 480;
  return new Reason('Terminated', { message: lost ? 'The other side lost the connection.' : 'The other side left.' });
}

function causeOf(message: SipMessage): number | undefined {
  for (const text of message.headers.get('reason') ?? []) {
    const reason = parseReason(text);
    if (reason.protocol.toUpperCase() === 'SIP') return reason.cause;
  }
  return undefined;
}
