/**
 * Where an application keeps what must outlast it: messages that the server has not logged yet, and which conversations are
 * open. Pages hand in their browser's storage, other programs what they like. Never a secret.
 */
export interface OutboxPort {
  /** Begins to keep things. Called once for each sign-in, before it is tried. @param account - Whose: their address. */
  open(account: string): OutboxStore;
}

/** What is kept for one account. Nobody but the application looks into the texts. */
export interface OutboxStore {
  /** Whether there is nothing from before. */
  readonly isEmpty: boolean;
  /** Which conversations were open when the last one ended, and those that are open now. */
  open: string;
  /** Keeps the messages of this application, in place of what it kept last. @param text - `''` forgets. */
  save(text: string): void;
  /**
   * Hands over what others have left who are gone, each text to one taker only: what is there now, then as soon as further
   * ones are gone. When `take` has returned it is forgotten. Resolves when what is there now has been handed over.
   */
  restore(take: (text: string) => void): Promise<void>;
  /** Keeps nothing more. What is there stays for whoever comes next. */
  close(): void;
}
