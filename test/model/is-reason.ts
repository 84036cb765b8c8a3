import type { Reason } from '../../src/observable/index.js';

/** For `assert.rejects`: a reason of that code, whose reason has the code `inner`. */
export const isReason =
  (code: string, inner: string) =>
  (reason: Reason): boolean =>
    reason.code === code && reason.reason?.code === inner;
