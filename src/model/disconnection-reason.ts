import { Reason } from '../observable/index.js';

/** The SDK's disconnection reasons, by what the innermost reason that says anything of the kind says. */
const MEANINGS: Readonly<Record<string, string>> = {
  Busy: 'Busy',
  Canceled: 'Canceled',
  Declined: 'Refused',
  DoNotDisturb: 'Busy',
  Dropped: 'Dropped',
  ServiceUnavailable: 'Dropped',
  Terminated: 'Terminated',
  Timeout: 'Missed',
};

/**
 * Why a chat is `Disconnected` after an invitation that failed: `Refused`, `Missed`, `Busy`, `Canceled`, …, else
 * `Failed`; the failure is its `reason`, unless it says the same.
 */
export function disconnectionReason(reason: Reason): Reason {
  let meaning = 'Failed';
  for (let inner: Reason | undefined = reason; inner; inner = inner.reason) {
    meaning = MEANINGS[inner.subcode ?? ''] ?? MEANINGS[inner.code] ?? meaning;
  }
  return meaning === reason.code ? reason : new Reason(meaning, { reason });
}

/** Whether a reason, or one of those behind it, has one of these codes. */
export function hasCode(reason: Reason | undefined, codes: readonly string[]): boolean {
  return reason !== undefined && (codes.includes(reason.code) || hasCode(reason.reason, codes));
}

/** Whether something failed because the server is not there, or does not answer: it may do so later. */
export function isUnreachable(reason: Reason | undefined): boolean {
  return hasCode(reason, UNREACHABLE);
}

const UNREACHABLE = ['ServiceUnavailable', 'ServiceFailure', 'Timeout'];

/** What a port rejected with, as a `Reason`. */
export function asReason(failure: unknown): Reason {
  return failure instanceof Reason
    ? failure
    : new Reason('Failed', { message: (failure as Error | undefined)?.message });
}
