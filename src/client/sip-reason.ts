import { Reason } from '../observable/index.js';
import { parseReason, type SipMessage, type SipResponse } from '../sip/codec/index.js';

/** What a final response means, in the words of the SDK (reference §3.9). */
interface Meaning {
  readonly code: string;
  readonly subcode?: string;
  readonly message: string;
}

const MEANINGS: Readonly<Record<number, Meaning>> = {
  401: { code: 'Unauthorized', subcode: 'InvalidCredentials', message: 'The user name or the password is wrong.' },
  403: { code: 'Forbidden', subcode: 'NotAllowed', message: 'The server does not allow this.' },
  404: { code: 'NotFound', subcode: 'DestinationNotFound', message: 'There is nobody with this address.' },
  407: { code: 'Unauthorized', subcode: 'InvalidCredentials', message: 'The user name or the password is wrong.' },
  408: { code: 'Timeout', subcode: 'Timeout', message: 'Nobody answered in time.' },
  410: { code: 'Gone', subcode: 'Ended', message: 'The conversation has ended.' },
  413: { code: 'EntityTooLarge', subcode: 'LimitExceeded', message: 'The message is too long.' },
  415: { code: 'UnsupportedMediaType', subcode: 'UnsupportedMediaType', message: 'The other side cannot read this.' },
  480: { code: 'RemoteFailure', subcode: 'TemporarilyUnavailable', message: 'They are not signed in at the moment.' },
  481: { code: 'NotFound', subcode: 'ConversationNotFound', message: 'The server no longer knows this conversation.' },
  486: { code: 'RemoteFailure', subcode: 'Busy', message: 'They are busy.' },
  487: { code: 'Canceled', message: 'The invitation was withdrawn.' },
  488: { code: 'NotAcceptable', subcode: 'ModalityNotSupported', message: 'The other side cannot chat.' },
  600: { code: 'RemoteFailure', subcode: 'Busy', message: 'They are busy.' },
  603: { code: 'RemoteFailure', subcode: 'Declined', message: 'They declined.' },
  604: { code: 'NotFound', subcode: 'DestinationNotFound', message: 'There is nobody with this address.' },
  606: { code: 'NotAcceptable', subcode: 'ModalityNotSupported', message: 'The other side cannot chat.' },
};

function meaningOf(status: number): Meaning {
  const known = MEANINGS[status];
  if (known) return known;
  if (status === 503) {
    return {
      code: 'ServiceUnavailable',
      subcode: 'Unreachable',
      message: 'The server cannot be reached at the moment.',
    };
  }
  if (status >= 600) return { code: 'RemoteFailure', subcode: 'Declined', message: 'They declined.' };
  if (status >= 500) return { code: 'ServiceFailure', message: 'The server failed to do this.' };
  return { code: 'BadRequest', message: `The server refused this (${status}).` };
}

/** A refusal as the reason nested in the one that commands reject with. */
export function reasonOf(status: number): Reason {
  const { code, subcode, message } = meaningOf(status);
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
