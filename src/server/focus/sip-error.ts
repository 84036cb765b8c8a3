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
    super(reason);
    this.status = status;
    this.headers = headers;
  }
}
