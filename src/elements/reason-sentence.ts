/** Why something did not work, for people: what happened, and what they can do. */
export interface ReasonSentence {
  readonly what: string;
  /** The next step; `''` when there is none. */
  readonly next: string;
}

const LATER = 'Try again later.';
const CHECK = 'Check the address.';
const ASK = 'Ask your administrator.';

type Sentence = readonly [what: string, next?: string];
const declined: Sentence = ['% declined.', LATER];
const unknown: Sentence = ['There is no one at %.', CHECK];
const forbidden: Sentence = ['You are not allowed to do this.', ASK];
const incapable: Sentence = ['% cannot chat on this device.'];
const removed: Sentence = ['You were removed from this chat.'];
const tooLong: Sentence = ['The message is too long.', 'Shorten it and send it again.'];
const unreachable: Sentence = ['The server cannot be reached.', LATER];

/**
 * By code, subcode, or both of a `Reason` (Skype Web SDK); `%` stands for whoever it is about. `Refused` and `Missed` are
 * said of others only with a reason inside that has words. What is missing here says itself, by its message.
 */
const SENTENCES: Readonly<Record<string, Sentence>> = {
  AlreadyExists: ['% is here already.'],
  Busy: ['% is busy.', LATER],
  Canceled: ['The invitation was withdrawn.'],
  CommandDisabled: ['This is not possible now.', LATER],
  ConnectedElsewhere: ['You answered on another device.'],
  ConnectionLost: ['The connection to the server was lost.', 'Check your network and reconnect.'],
  ConversationNotFound: ['This chat is no longer there.', 'Start a new one.'],
  Declined: declined,
  Denied: forbidden,
  DestinationNotFound: unknown,
  DoNotDisturb: ['% does not want to be disturbed.', LATER],
  Dropped: ['The connection was lost.', 'Start again when you are back online.'],
  Ejected: removed,
  Ended: ['The chat has ended.'],
  EntityTooLarge: tooLong,
  'EntityTooLarge LimitExceeded': tooLong,
  EscalationFailed: ['This chat could not become a group.', LATER],
  FederationRequired: ['% belongs to another organisation that cannot be reached.'],
  Forbidden: forbidden,
  LimitExceeded: ['That was too much at once.', LATER],
  Missed: ['You did not answer in time.'],
  ModalityNotSupported: incapable,
  NotAcceptable: incapable,
  NotAllowed: forbidden,
  NotFound: unknown,
  Refused: ['You declined.'],
  Removed: removed,
  ServiceUnavailable: unreachable,
  'ServiceUnavailable Unreachable': unreachable,
  TemporarilyUnavailable: ['% cannot be reached at the moment.', LATER],
  Terminated: ['% ended the chat.'],
  Timeout: ['% did not answer.', LATER],
  TooManyConversations: ['You have too many open chats.', 'End one first.'],
  TooManyParticipants: ['This chat is full.'],
  Unauthorized: ['The address or the password is wrong.', 'Check both.'],
  UnsupportedMediaType: incapable,
};

interface ReasonLike {
  readonly code?: unknown;
  readonly subcode?: unknown;
  readonly reason?: unknown;
  readonly message?: unknown;
}

/**
 * Says a `Reason` in plain words. The innermost code that has words wins, a subcode before its code, because the outer
 * ones (`InvitationFailed`) only say what was tried.
 * @param name - Whom it is about, as people know them.
 */
export function reasonSentence(reason: unknown, name: string): ReasonSentence {
  const code = codesOf(reason).findLast(known => Object.hasOwn(SENTENCES, known));
  const [what, next = ''] = (code && SENTENCES[code]) || [];
  if (what) return { what: what.replace('%', () => name), next };
  const message = isReason(reason) && typeof reason.message === 'string' ? reason.message : '';
  return { what: message || 'It did not work.', next: LATER };
}

/** Every code, from the outermost to the innermost; a code before its subcode, before both together. */
function codesOf(reason: unknown): string[] {
  const codes: string[] = [];
  for (let depth = 0; isReason(reason) && depth < 5; depth++) {
    const { code, subcode } = reason;
    codes.push(String(code), String(subcode), `${String(code)} ${String(subcode)}`);
    reason = reason.reason;
  }
  return codes;
}

const isReason = (reason: unknown): reason is ReasonLike => typeof reason === 'object' && reason !== null;
