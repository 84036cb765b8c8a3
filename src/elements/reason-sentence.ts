import { inEnglish, type Term } from './localize.js';

/** Why something did not work, for people: what happened, and what they can do. */
export interface ReasonSentence {
  readonly what: string;
  /** The next step; `''` when there is none. */
  readonly next: string;
}

type Next = 'tryLater' | 'checkAddress';

/**
 * What can be said better than a `Reason` says it in its message, knowing the name or a next step. By subcode, or by code
 * where there is none. The sentences bear the same names.
 */
const NEXT = {
  Busy: 'tryLater',
  Declined: 'tryLater',
  DestinationNotFound: 'checkAddress',
  DoNotDisturb: 'tryLater',
  RemoteConnectionLost: undefined,
  TemporarilyUnavailable: 'tryLater',
  Terminated: undefined,
  Timeout: 'tryLater',
  TooManyParticipants: undefined,
} satisfies Record<string, Next | undefined>;

const isKnown = (code: unknown): code is keyof typeof NEXT => typeof code === 'string' && Object.hasOwn(NEXT, code);

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
 * @param term - The words of a language; English unless given.
 */
export function reasonSentence(reason: unknown, name: string, term: Term = inEnglish): ReasonSentence {
  const codes: unknown[] = [];
  for (let inner = reason; isReason(inner); inner = inner.reason) codes.unshift(inner.subcode, inner.code);
  const known = codes.find(isKnown);
  if (known) {
    const next = NEXT[known];
    return { what: known === 'TooManyParticipants' ? term(known) : term(known, name), next: next ? term(next) : '' };
  }
  return isReason(reason) && reason.message
    ? { what: term('because', codes, String(reason.message)), next: '' }
    : { what: term('didNotWork'), next: term('tryLater') };
}

/** Both parts of what `reasonSentence` says, in one text. */
export function reasonText(reason: unknown, name: string, term: Term): string {
  const { what, next } = reasonSentence(reason, name, term);
  return `${what} ${next}`.trim();
}

/** Not by class: the page may have an application of another copy of the script. */
const isReason = (reason: unknown): reason is ReasonLike => typeof reason === 'object' && reason !== null;
