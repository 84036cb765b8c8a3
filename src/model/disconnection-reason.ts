import { Reason } from '../observable/index.js';

/** The SDK's disconnection reasons, by what the innermost reason of a failed invitation says. */
const CODES = new Map([
  ['Declined', 'Refused'],
  ['Timeout', 'Missed'],
  ['DoNotDisturb', 'Busy'],
  ...['Busy', 'Canceled', 'Dropped', 'Terminated'].map(code => [code, code] as const),
]);

/**
 * Why a chat is `Disconnected` after an invitation that failed: `Refused`, `Missed`, `Busy`, `Canceled`, …, else
 * `Failed`; the failure is its `reason`, unless it says the same.
 */
export function disconnectionReason(reason: Reason): Reason {
  const meant = codeOf(reason) ?? 'Failed';
  return meant === reason.code ? reason : new Reason(meant, { reason });
}

/** What a port rejected with, as a `Reason`. */
export function asReason(failure: unknown): Reason {
  if (failure instanceof Reason) return failure;
  return new Reason('Failed', { message: failure instanceof Error ? failure.message : String(failure) });
}

function codeOf({ code, subcode = '', reason }: Reason): string | undefined {
  return (reason && codeOf(reason)) ?? CODES.get(subcode) ?? CODES.get(code);
}
