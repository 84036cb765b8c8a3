import { Reason } from '../observable/index.js';

/** The SDK's disconnection reasons, by what the innermost reason of a failed invitation says. */
const CODES: Readonly<Record<string, string>> = {
  Canceled: 'Canceled',
  Declined: 'Refused',
  Timeout: 'Missed',
  Busy: 'Busy',
  DoNotDisturb: 'Busy',
  Dropped: 'Dropped',
  Terminated: 'Terminated',
};

/**
 * Why a chat is `Disconnected` after an invitation that failed: `Refused`, `Missed`, `Busy`, `Canceled`, …, else
 * `Failed`; the failure is its `reason`, unless it says the same.
 */
export function disconnectionReason(failure: unknown): Reason {
  const reason = asReason(failure);
  const code = innermostFirst(reason).find(name => Object.hasOwn(CODES, name));
  const meant = (code && CODES[code]) ?? 'Failed';
  return meant === reason.code ? reason : new Reason(meant, { reason });
}

/** What a port rejected with, as a `Reason`. */
export function asReason(failure: unknown): Reason {
  if (failure instanceof Reason) return failure;
  return new Reason('Failed', { message: failure instanceof Error ? failure.message : String(failure) });
}

function innermostFirst(reason: Reason): string[] {
  const inner = reason.reason ? innermostFirst(reason.reason) : [];
  return [...inner, ...(reason.subcode === undefined ? [] : [reason.subcode]), reason.code];
}
