/** Why something did not work, for people: what happened, and what they can do. */
export interface ReasonSentence {
  readonly what: string;
  /** The next step; `''` when there is none. */
  readonly next: string;
}

const later = 'Try again later.';
const checkAddress = 'Check the address.';
const tooLong = ['The message is too long.', 'Shorten it and send it again.'] as const;
const unreachable = ['The server cannot be reached.', later] as const;

/**
 * By code, subcode, or both of a `Reason` (Skype Web SDK). `name` is whoever the reason is about. `Refused` and `Missed`
 * are said of others only with a reason inside that has words.
 */
const SENTENCES: Readonly<Record<string, (name: string) => readonly [what: string, next?: string]>> = {
  AlreadyExists: name => [`${name} is here already.`],
  BadRequest: () => ['The server did not understand the request.', checkAddress],
  Busy: name => [`${name} is busy.`, later],
  Canceled: () => ['The invitation was withdrawn.'],
  CommandDisabled: () => ['This is not possible now.', later],
  ConnectedElsewhere: () => ['You answered on another device.'],
  ConnectionLost: () => ['The connection to the server was lost.', 'Check your network and reconnect.'],
  ConversationNotFound: () => ['This chat is no longer there.', 'Start a new one.'],
  Declined: name => [`${name} declined.`, later],
  Denied: () => ['You are not allowed to do this.', 'Ask your administrator.'],
  DestinationNotFound: name => [`There is no one at ${name}.`, checkAddress],
  DoNotDisturb: name => [`${name} does not want to be disturbed.`, later],
  Dropped: () => ['The connection was lost.', 'Start again when you are back online.'],
  Ejected: () => ['You were removed from this chat.'],
  Ended: () => ['The chat has ended.'],
  EntityTooLarge: () => tooLong,
  'EntityTooLarge LimitExceeded': () => tooLong,
  EscalationFailed: () => ['This chat could not become a group.', later],
  FederationRequired: name => [`${name} belongs to another organisation that cannot be reached.`],
  Forbidden: () => ['You are not allowed to do this.', 'Ask your administrator.'],
  LimitExceeded: () => ['That was too much at once.', 'Wait a moment and try again.'],
  Missed: () => ['You did not answer in time.'],
  ModalityNotSupported: name => [`${name} cannot chat on this device.`],
  NotAcceptable: name => [`${name} cannot chat on this device.`],
  NotAllowed: () => ['You are not allowed to do this.', 'Ask your administrator.'],
  NotFound: name => [`There is no one at ${name}.`, checkAddress],
  Refused: () => ['You declined.'],
  Removed: () => ['You were removed from this chat.'],
  ServiceUnavailable: () => unreachable,
  'ServiceUnavailable Unreachable': () => unreachable,
  TemporarilyUnavailable: name => [`${name} cannot be reached at the moment.`, later],
  Terminated: name => [`${name} ended the chat.`],
  Timeout: name => [`${name} did not answer.`, later],
  TooManyConversations: () => ['You have too many open chats.', 'End one first.'],
  TooManyParticipants: () => ['This chat is full.'],
  TooManyRequests: () => ['That was too much at once.', 'Wait a moment and try again.'],
  Unauthorized: () => ['The address or the password is wrong.', 'Check both.'],
  Unreachable: name => [`${name} cannot be reached at the moment.`, later],
  UnsupportedMediaType: name => [`${name} cannot chat on this device.`],
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
  for (const code of codesOf(reason).reverse()) {
    const sentence = Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined;
    if (!sentence) continue;
    const [what, next = ''] = sentence(name);
    return { what, next };
  }
  const message = isReason(reason) && typeof reason.message === 'string' ? reason.message : '';
  return { what: message || 'It did not work.', next: later };
}

/** Every code, from the outermost to the innermost; a code before its subcode, before both together. */
function codesOf(reason: unknown): string[] {
  const codes: string[] = [];
  for (let depth = 0; isReason(reason) && depth < 5; depth++) {
    const { code, subcode } = reason;
    for (const text of [code, subcode, `${String(code)} ${String(subcode)}`]) {
      if (typeof text === 'string') codes.push(text);
    }
    reason = reason.reason;
  }
  return codes;
}

const isReason = (reason: unknown): reason is ReasonLike => typeof reason === 'object' && reason !== null;
