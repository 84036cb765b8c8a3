export interface ReasonOptions {
  /** Narrows the code: `NotFound` may be a `DestinationNotFound`. */
  readonly subcode?: string | undefined;
  /** A sentence a person can read. Unless given: that of `reason`, else the code in words. */
  readonly message?: string | undefined;
  /** What lies behind it. */
  readonly reason?: Reason | undefined;
}

/**
 * Why something failed, ended or is off. Test `code` first, then descend into `reason`:
 * `{ code: 'InvitationFailed', reason: { code: 'NotFound', subcode: 'DestinationNotFound' } }`.
 */
export class Reason extends Error {
  readonly code: string;
  declare readonly subcode?: string;
  declare readonly reason?: Reason;

  constructor(code: string, { subcode, message, reason }: ReasonOptions = {}) {
    super(message ?? reason?.message ?? inWords(subcode ?? code));
    this.code = code;
    if (subcode !== undefined) this.subcode = subcode;
    if (reason !== undefined) this.reason = reason;
  }
}
Reason.prototype.name = 'Reason';

/** `ConnectionLost` → `Connection lost.` */
function inWords(code: string): string {
  return `${code.replace(/\B[A-Z]/g, letter => ` ${letter.toLowerCase()}`)}.`;
}
