/**
 * A pipe of SIP messages to one peer: each `send` arrives whole and in order, or the pipe closes. The owner fills the
 * two slots before anything can arrive, which is in the same turn as it was given the transport. RFC 3261 §18.
 */
export interface Transport {
  /** What stands in Via and Contact: RFC 7118 §5 for the first two. */
  readonly protocol: 'WS' | 'WSS' | 'TCP' | 'TLS';
  /** Sends one message. Does nothing once the pipe is closed. */
  send(message: string): void;
  /** Closes the pipe; `onClose` follows. Further calls do nothing. */
  close(reason?: string): void;
  /** Called with each message: text, or bytes when the peer sent bytes. */
  onMessage: (message: string | Uint8Array) => void;
  /** Called once, when the pipe has closed, by either side or by a fault. */
  onClose: (reason: string) => void;
}
