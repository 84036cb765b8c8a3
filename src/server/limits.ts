/** What the server lets a peer do at most. Each has a default, and each number says its unit. */
export interface Limits {
  /** Longest SIP message on the wire, in bytes. Over it the connection is closed with code 1009. Default 131,072. */
  readonly maxFrameBytes: number;
  /** Longest chat message, in bytes of its body. Over it: 413. Default 65,536. */
  readonly maxMessageBytes: number;
  /** Most people in one conversation. Default 250. */
  readonly maxMembers: number;
  /** Most sessions and subscriptions of one connection. Over it no group is created: 503. Default 2,000. */
  readonly maxSessions: number;
  /** Most devices waiting in the lobby of one conversation. Over it: 486. Default 50. */
  readonly maxLobby: number;
  /** How long somebody may wait in a lobby to be let in, in seconds. Then: 480. Default 600. */
  readonly lobbySeconds: number;
  /**
   * Requests per second on one connection, as an average over ten seconds, so that a burst passes. Over it: 503 with
   * Retry-After. Default 100.
   */
  readonly maxRequestsPerSecond: number;
  /** Malformed messages on one connection. After so many it is closed. Default 10. */
  readonly maxMalformed: number;
  /** Wrong passwords on one connection. After so many it is closed. Default 10. */
  readonly maxSignInFailures: number;
  /** Bytes waiting for one slow reader. Over it the connection is closed. Default 1,048,576. */
  readonly maxWaitingBytes: number;
  /** Devices of one address at a time. Over it a REGISTER gets 403. Default 50. */
  readonly maxDevices: number;
  /** How long an HTTP handshake may take, in seconds; up to twice as long passes before it is cut. Default 10. */
  readonly handshakeSeconds: number;
  /** How long a connection may stay open without signing in, in seconds. Default 180: somebody may be typing a password. */
  readonly signInSeconds: number;
  /** How long a challenge can be answered, in seconds. Default 300. */
  readonly nonceSeconds: number;
  /** How often a connection is asked whether it is alive, in seconds. One that is silent for twice as long is closed. Default 30. */
  readonly pingSeconds: number;
  /** Shortest registration, in seconds. A shorter one is refused with 423. Default 30. */
  readonly minExpiresSeconds: number;
  /** Longest registration, in seconds. A longer one is cut to this. Default 3,600. */
  readonly maxExpiresSeconds: number;
  /** Subscriptions to people's presence on one connection. Over it: 403. Default 500. */
  readonly maxSubscriptions: number;
  /** Longest presence document that is published, in bytes. Over it: 413. Default 8,192. */
  readonly maxPresenceBytes: number;
  /** How long a published status lasts that is not published again, in seconds. More is cut to this. Default 86,400: a day. */
  readonly maxPresenceSeconds: number;
  /** Changes of one person's presence within so many seconds are told together. Default 5: RFC 3856 §6.10. */
  readonly presenceNotifySeconds: number;
  /** How long somebody whose connection is lost is shown as before, in seconds. Default 5: a page may be loading again. */
  readonly presenceGraceSeconds: number;
}

export const DEFAULT_LIMITS: Limits = {
  maxFrameBytes: 131_072,
  maxMessageBytes: 65_536,
  maxMembers: 250,
  maxSessions: 2_000,
  maxLobby: 50,
  lobbySeconds: 600,
  maxRequestsPerSecond: 100,
  maxMalformed: 10,
  maxSignInFailures: 10,
  maxWaitingBytes: 1_048_576,
  maxDevices: 50,
  handshakeSeconds: 10,
  signInSeconds: 180,
  nonceSeconds: 300,
  pingSeconds: 30,
  minExpiresSeconds: 30,
  maxExpiresSeconds: 3_600,
  maxSubscriptions: 500,
  maxPresenceBytes: 8_192,
  maxPresenceSeconds: 86_400,
  presenceNotifySeconds: 5,
  presenceGraceSeconds: 5,
};

/**
 * The defaults, with those limits replaced that `given` has.
 * @throws {RangeError} For one that is not a positive number.
 */
export function limitsFrom(given: Partial<Record<keyof Limits, number | undefined>>): Limits {
  const limits: { -readonly [Name in keyof Limits]: number } = { ...DEFAULT_LIMITS };
  for (const name of Object.keys(DEFAULT_LIMITS) as (keyof Limits)[]) {
    const value = given[name] ?? DEFAULT_LIMITS[name];
    if (!(value > 0)) throw new RangeError(`Cannot use ${name} ${value}: it must be more than 0`);
    limits[name] = value;
  }
  return limits;
}
