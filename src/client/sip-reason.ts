import { Reason } from '../observable/index.js';
import { header, headerList, parseReason, type SipMessage, type SipResponse } from '../sip/codec/index.js';

/**
 * What a final response means, in the words of the SDK (reference §3.9): code, subcode, and a sentence where the codes in
 * words are none. The elements say it in sentences of their own where a name makes it clearer.
 */
type Meaning = readonly [code: string, subcode?: string, message?: string];

const WRONG_PASSWORD: Meaning = ['Unauthorized', 'InvalidCredentials', 'The user name or the password is wrong.'];
const NOBODY: Meaning = ['NotFound', 'DestinationNotFound'];
const CANNOT_CHAT = 'The other side cannot chat.';
const INCAPABLE: Meaning = ['NotAcceptable', 'ModalityNotSupported', CANNOT_CHAT];
const UNACCEPTABLE: Meaning = ['NotAcceptable', 'NotAcceptable', CANNOT_CHAT];

const MEANINGS: Readonly<Record<number, Meaning>> = {
  401: WRONG_PASSWORD,
  403: ['Forbidden', 'NotAllowed'],
  404: NOBODY,
  405: INCAPABLE,
  406: UNACCEPTABLE,
  407: WRONG_PASSWORD,
  408: ['Timeout', 'Timeout', 'No answer came in time.'],
  410: ['Gone', 'Ended', 'The conversation has ended.'],
  413: ['EntityTooLarge', 'LimitExceeded', 'The message is too long.'],
  415: ['UnsupportedMediaType', 'UnsupportedMediaType', 'The other side cannot read this.'],
  480: ['RemoteFailure', 'TemporarilyUnavailable'],
  481: ['NotFound', 'ConversationNotFound'],
  486: ['RemoteFailure', 'Busy'],
  487: ['Canceled'],
  488: INCAPABLE,
  501: INCAPABLE,
  503: ['ServiceUnavailable', 'Unreachable', 'The chat server cannot be reached.'],
  600: ['RemoteFailure', 'DoNotDisturb'], // "does not wish to take the call": RFC 3261 §21.6.1
  604: NOBODY,
  606: UNACCEPTABLE,
};

function meaningOf(status: number): Meaning {
  if (status >= 600) return ['RemoteFailure', 'Declined'];
  return [status >= 500 ? 'ServiceFailure' : 'BadRequest', undefined, `The server refused this (${status}).`];
}

/**
 * What was tried and refused: `{code, reason: {code, subcode, message}}`.
 * @param code - `InvitationFailed`, `RequestFailed` for a message, or `SignInFailed`.
 * @param status - Of the final response.
 * @param because - The server's own subcode.
 * @param detail - For the developer: what the inner reason says instead of its sentence.
 */
export function failed(code: string, status: number, because?: string, detail?: string): Reason {
  const meaning = MEANINGS[status] ?? meaningOf(status);
  const [inner, subcode, message]: Meaning = because ? [meaning[0], because] : meaning;
  return new Reason(code, { message, reason: new Reason(inner, { subcode, message: detail ?? message }) });
}

/** The same of a final response. In one of our server's, `Refused-Because` tells what the status does not. */
export function refused(code: string, response: SipResponse): Reason {
  return failed(code, response.status, header(response, 'refused-because'));
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
