import { Reason } from '../observable/index.js';
import { headerList, parseReason, type SipMessage } from '../sip/codec/index.js';

/**
 * What a final response means, in the words of the SDK (reference §3.9): code, subcode, and a sentence where the codes in
 * words are none. The elements say it in sentences of their own where a name makes it clearer.
 */
type Meaning = readonly [code: string, subcode?: string, message?: string];

const WRONG_PASSWORD: Meaning = ['Unauthorized', 'InvalidCredentials', 'The user name or the password is wrong.'];
const NOBODY: Meaning = ['NotFound', 'DestinationNotFound'];
const BUSY: Meaning = ['RemoteFailure', 'Busy'];
const INCAPABLE: Meaning = ['NotAcceptable', 'ModalityNotSupported', 'The other side cannot chat.'];

const MEANINGS: Readonly<Record<number, Meaning>> = {
  401: WRONG_PASSWORD,
  403: ['Forbidden', 'NotAllowed'],
  404: NOBODY,
  407: WRONG_PASSWORD,
  408: ['Timeout', 'Timeout'],
  410: ['Gone', 'ConversationEnded'],
  413: ['EntityTooLarge', 'LimitExceeded', 'The message is too long.'],
  415: ['UnsupportedMediaType', 'UnsupportedMediaType'],
  480: ['RemoteFailure', 'TemporarilyUnavailable'],
  481: ['NotFound', 'ConversationNotFound'],
  486: BUSY,
  487: ['Canceled'],
  488: INCAPABLE,
  503: ['ServiceUnavailable', 'Unreachable', 'The chat server cannot be reached.'],
  600: ['RemoteFailure', 'DoNotDisturb'],
  604: NOBODY,
  606: INCAPABLE,
};

function meaningOf(status: number): Meaning {
  if (status >= 600) return ['RemoteFailure', 'Declined'];
  return [status >= 500 ? 'ServiceFailure' : 'BadRequest', undefined, `The server refused this (${status}).`];
}

/**
 * What was tried and refused: `{code, reason: {code, subcode, message}}`.
 * @param code - `InvitationFailed`, `RequestFailed` for a message, or `SignInFailed`.
 * @param status - Of the final response.
 * @param detail - For the developer: what the inner reason says instead of its sentence.
 */
export function failed(code: string, status: number, detail?: string): Reason {
  const [inner, subcode, message] = MEANINGS[status] ?? meaningOf(status);
  return new Reason(code, { message, reason: new Reason(inner, { subcode, message: detail ?? message }) });
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

/**
 * Why a session was ended by the server, from the Reason header field of its BYE.
 * @param group - No one person ends it.
 */
export function endedBecause(bye: SipMessage, group: boolean): Reason {
  const cause = causeOf(bye);
  if (cause === 403) return new Reason('Ejected', { message: 'You were removed from this chat.' });
  if (group) return new Reason('Ended', { message: 'The chat has ended.' });
  const lost = cause === 480;
  return new Reason('Terminated', lost ? { subcode: 'RemoteConnectionLost' } : { message: 'The other side left.' });
}

/** The status code that the Reason header field gives; a field that cannot be read gives none. */
function causeOf(message: SipMessage): number | undefined {
  try {
    const reasons = headerList(message, 'reason').map(parseReason);
    return reasons.find(({ protocol }) => protocol.toUpperCase() === 'SIP')?.cause;
  } catch {
    return undefined;
  }
}
