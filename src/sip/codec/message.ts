/**
 * Parameters of a header field or URI, by lower-case name, in the order of the text. A parameter without a value
 * (`;lr`) has the value `''`. Values are unquoted and unescaped.
 */
export type Params = ReadonlyMap<string, string>;

/** A `sip:` or `sips:` URI. `user` and parameters are unescaped. RFC 3261 §19.1. */
export interface SipUri {
  readonly scheme: 'sip' | 'sips';
  /** Unescaped; `''` when the URI has none. */
  readonly user: string;
  /** Unescaped; `undefined` when the URI has none. */
  readonly password?: string | undefined;
  /** As written; an IPv6 address keeps its brackets. */
  readonly host: string;
  readonly port?: number | undefined;
  readonly params: Params;
  /** What follows `?`, unescaped, by lower-case name. */
  readonly headers: Params;
}

/** A URI of another scheme (`tel:`, `http:`), kept as its text. */
export interface OtherUri {
  /** Lower case. */
  readonly scheme: string;
  /** Everything after the colon. */
  readonly rest: string;
}

export type Uri = SipUri | OtherUri;

/** `"Alice" <sip:alice@contoso.example>;tag=1`: From, To, Contact, Route, Refer-To … RFC 3261 §20.10. */
export interface NameAddr {
  /** Unquoted; `''` when there is none. */
  readonly displayName: string;
  readonly uri: Uri;
  readonly params: Params;
}

/** One hop of a Via header field. RFC 3261 §20.42. */
export interface Via {
  /** Upper case: `UDP`, `TCP`, `TLS`, `WS`, `WSS` or another token. */
  readonly transport: string;
  readonly host: string;
  readonly port?: number | undefined;
  /** `branch`, `received`, `rport` among them. */
  readonly params: Params;
}

/** RFC 3261 §20.16. */
export interface CSeq {
  /** 0 to 2^31 - 1. */
  readonly sequence: number;
  readonly method: string;
}

/**
 * The header fields that have no place of their own in `SipRequest`: by lower-case full name, each value one line of
 * text, in order. A field that occurs twice has two values; a comma in a value is left as it is.
 */
export type Headers = ReadonlyMap<string, readonly string[]>;

/** Text where the body is UTF-8, else its bytes. */
export type Body = string | Uint8Array;

/** What requests and responses have in common. Content-Length is not kept: it is always that of `body`. */
export interface SipMessageFields {
  /** Topmost first; never empty. */
  readonly via: readonly Via[];
  readonly from: NameAddr;
  readonly to: NameAddr;
  readonly callId: string;
  readonly cseq: CSeq;
  /** `'*'` only in a REGISTER. */
  readonly contact: readonly NameAddr[] | '*';
  readonly route: readonly NameAddr[];
  readonly recordRoute: readonly NameAddr[];
  /** 0 to 255; `undefined` when absent. */
  readonly maxForwards: number | undefined;
  readonly headers: Headers;
  readonly body: Body;
}

/** RFC 3261 §7.1. */
export interface SipRequest extends SipMessageFields {
  readonly kind: 'request';
  readonly method: string;
  readonly uri: Uri;
}

/** RFC 3261 §7.2. */
export interface SipResponse extends SipMessageFields {
  readonly kind: 'response';
  /** 100 to 699. */
  readonly status: number;
  readonly reason: string;
}

export type SipMessage = SipRequest | SipResponse;
