import type { Flow } from '../sip/agent/index.js';
import type { NameAddr } from '../sip/codec/index.js';

/** The registered connection, as the sessions that use it see it. */
export interface SipLink {
  /** The connection now; closed while it is being made again. */
  readonly flow: Flow;
  /** Our own address and name. */
  readonly me: NameAddr;
  /** Where we can be reached: Contact of every dialog. */
  readonly contact: NameAddr;
  /** Keeps a session that wants to come back when the connection was made again. */
  keep(session: Returnable): void;
  release(session: Returnable): void;
}

/** A session that outlives a connection. */
export interface Returnable {
  /** A new connection is registered: come back by it. */
  comeBack(): void;
  /** There will be no connection any more. */
  giveUp(): void;
}
