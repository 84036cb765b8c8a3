import type { Flow } from '../sip/agent/index.js';
import type { NameAddr } from '../sip/codec/index.js';

/** The registered connection, as the sessions that use it see it; only the network changes it. */
export class SipLink {
  /** The connection now; closed while it is being made again. */
  flow!: Flow;
  /** Our own address and name. */
  me!: NameAddr;
  /** Where we can be reached: Contact of every dialog. */
  contact!: NameAddr;
  /** The sessions that are up. Each is told when the connection was made again. */
  readonly sessions = new Set<Returnable>();
  /** What is to be said over a new connection before others may see us there. Never rejects. */
  beforeRegister?: () => Promise<void>;
}

/** A session that outlives a connection. */
export interface Returnable {
  /** A new connection is registered: come back by it. Never rejects. */
  comeBack(): Promise<void>;
}
