/** Why something did not work, for people: what happened, and what they can do. */
export interface ReasonSentence {
  readonly what: string;
  /** The next step; `''` when there is none. */
  readonly next: string;
}

const LATER = 'Try again later.';

/**
 * What can be said better than a `Reason` says it in its message, knowing the name (`%`) or a next step. By subcode, or
 * by code where there is none.
 */
const SENTENCES = new Map<unknown, readonly [what: string, next: string]>([
  ['Busy', ['% is busy.', LATER]],
  ['Declined', ['% declined.', LATER]],
  ['DestinationNotFound', ['There is no one at %.', 'Check the address.']],
  ['DoNotDisturb', ['% does not want to be disturbed.', LATER]],
  ['RemoteConnectionLost', ['% lost the connection.', '']],
  ['TemporarilyUnavailable', ['% cannot be reached at the moment.', LATER]],
  ['Terminated', ['% ended the chat.', '']],
  ['Timeout', ['% did not answer.', LATER]],
  ['TooManyParticipants', ['This chat is full.', '']],
]);

interface ReasonLike {
  readonly code?: unknown;
  readonly subcode?: unknown;
  readonly reason?: unknown;
  readonly message?: unknown;
}

/**
 * Says a `Reason` in plain words. The innermost one counts, because the outer ones (`InvitationFailed`) only say what was
 * tried; a `Reason` without words of its own has those of the one inside.
 * @param name - Whom it is about, as people know them.
 */
export function reasonSentence(reason: unknown, name: string): ReasonSentence {
  let known: readonly [string, string] | undefined;
  for (let inner = reason; isReason(inner); inner = inner.reason) {
    known = SENTENCES.get(inner.subcode) ?? SENTENCES.get(inner.code) ?? known;
  }
  if (known) return { what: known[0].replace('%', () => name), next: known[1] };
  return isReason(reason) && reason.message
    ? { what: String(reason.message), next: '' }
    : { what: 'It did not work.', next: LATER };
}

/** Both parts of what `reasonSentence` says, in one text. */
export function reasonText(reason: unknown, name: string): string {
  const { what, next } = reasonSentence(reason, name);
  return `${what} ${next}`.trim();
}

/** Not by class: the page may have an application of another copy of the script. */
const isReason = (reason: unknown): reason is ReasonLike => typeof reason === 'object' && reason !== null;
