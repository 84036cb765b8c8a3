/** A request cannot be done. Whoever took the request answers it with `status`. */
export class SipError extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;

  /**
   * @param status - 300 to 699.
   * @param reason - The reason phrase: says what is wrong, for a person. Never with text of the peer in it.
   * @param headers - Header fields that the status asks for: `Accept` for 415, `Retry-After` for 503 …
   */
  constructor(status: number, reason: string, headers: SipError['headers'] = {}) {
    // It is an answer and no fault of ours: nobody reads where it was made, and finding out would cost more than the answer.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(reason);
    Error.stackTraceLimit = stackTraceLimit;
    this.status = status;
    this.headers = headers;
  }
}
