/**
 * Text that is no SIP message, or not one that we can serve. `message` is for logs and quotes the bad text; `status` and
 * `reason` are for the response, and `reason` never holds anything that came from the peer.
 */
export class SipSyntaxError extends SyntaxError {
  override readonly name = 'SipSyntaxError';
  /** 400, 505 for another SIP version, 513 for a head over the limits. RFC 3261 §21.4.1, §21.5.6, §21.5.7. */
  readonly status: number;
  /** The reason phrase of the response. */
  readonly reason: string;

  constructor(message: string, reason = 'Bad Request', status = 400) {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}

/**
 * The error for a value that does not parse: `Cannot parse Contact "*": not alone`.
 * @param what - What was expected, a fixed phrase: it becomes part of the reason phrase.
 * @param text - What stood there; long text is cut.
 * @param state - What is wrong with it, where the value does not show it.
 */
export function malformed(what: string, text: string, state?: string): SipSyntaxError {
  return new SipSyntaxError(sentence('parse', what, text, state), `Malformed ${what}`);
}

/** The error for a value that cannot be written: `Cannot format host "a b"`. The arguments are those of `malformed`. */
export function unformattable(what: string, text: string, state?: string): TypeError {
  return new TypeError(sentence('format', what, text, state));
}

function sentence(act: string, what: string, text: string, state: string | undefined): string {
  const quoted = JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
  return `Cannot ${act} ${what} ${quoted}${state ? `: ${state}` : ''}`;
}

/** The error for a message over a limit. */
export function tooLarge(limit: string): SipSyntaxError {
  return new SipSyntaxError(`Cannot read message: more than ${limit}`, 'Message Too Large', 513);
}
