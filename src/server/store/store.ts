/** One event of a conversation's log. */
export interface StoredEvent {
  /** Its place in the log: 1, 2, 3 … */
  readonly position: number;
  /** One text, as it was appended; the store does not look into it. */
  readonly event: string;
}

/** Where an event stands in the log. */
export interface Appended {
  readonly position: number;
  /** Whether the key had been appended before: then `position` is that of the first one, and nothing was written. */
  readonly repeated: boolean;
}

/** A conversation that somebody has come into. */
export interface Membership {
  readonly conversation: string;
  /** Grows with each event of any conversation: the greater, the later something happened in this one. */
  readonly active: number;
}

/** A way to reach somebody: what a REGISTER binds to an address. RFC 3261 §10. */
export interface Binding {
  /** What tells the devices of one address apart. A later binding with the same id replaces this one. */
  readonly id: string;
  /** The value of a Contact header field. */
  readonly contact: string;
  /** The connection to the device, in the words of the server that holds it. RFC 5626 §2. */
  readonly flow: string;
  /** Call-ID of the REGISTER that made it. */
  readonly callId: string;
  /** The number in CSeq of that REGISTER. */
  readonly sequence: number;
  /** When it stops counting, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/**
 * What the server must not forget (the logs of the conversations), and who can be reached now (the bindings).
 *
 * Order: the appends to one conversation get the positions 1, 2, 3 … in the order of the calls, without gaps, and their
 * promises settle in that order. Nothing is said about the order between conversations.
 *
 * Durability: an append that has resolved is on disk, and survives the end of the process and of the machine. One that has
 * rejected has left nothing behind: the next one gets its position. Bindings need not survive the process: the flow in
 * them does not.
 */
export interface Store {
  /**
   * Appends to a conversation's log. Calls made in one turn of the event loop share one commit.
   * @param conversation - Its id; a conversation begins with its first event.
   * @param event - One text.
   * @param key - Names the event within its conversation: a key that was appended before is not appended again.
   * @param member - Who comes into the conversation by this event: in the same commit it becomes one of theirs, for good.
   * @returns Once the event is on disk.
   * @throws Error when it cannot be written, a full disk among the causes, or when the store is closed.
   */
  append(conversation: string, event: string, key?: string, member?: string): Promise<Appended>;
  /**
   * Reads a log. Only what has been committed is seen; everything that has resolved has been.
   * @param after - The position to begin behind; 0 for the whole log.
   * @param limit - How many events at most.
   * @returns Oldest first; empty when there is no such conversation.
   */
  read(conversation: string, after: number, limit: number): Promise<readonly StoredEvent[]>;
  /**
   * The conversations that somebody has come into, the one in which something happened last first.
   * @param before - Only those whose `active` is less: that of the last one read, for the next page; `Infinity` for the first.
   * @param limit - How many at most.
   */
  memberships(member: string, before: number, limit: number): Promise<readonly Membership[]>;
  /** Adds a binding to an address, or replaces the one with the same id. It goes by itself when it expires. */
  bind(address: string, binding: Binding): Promise<void>;
  /** Takes a binding away. Does nothing when it is gone already. */
  unbind(address: string, id: string): Promise<void>;
  /** The bindings of an address that have not expired, the one that was bound first coming first. */
  bindings(address: string): Promise<readonly Binding[]>;
  /** Commits what has been appended, then lets go of the disk. Everything after it throws. Further calls do nothing. */
  close(): Promise<void>;
}
