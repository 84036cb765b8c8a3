let warned = false;

/** What stands in for the browser's storage where the page may not use it: it lives as long as the page. */
const memory = new Map<string, string>();

/**
 * Runs `act` on the browser's storage. Where that is forbidden or full, says so once, in the console.
 * @returns `undefined` when it could not be done.
 */
function attempt<Result>(act: (storage: Storage) => Result): Result | undefined {
  try {
    return act(localStorage);
  } catch (error) {
    if (!warned) {
      console.warn(
        'sip-chat-elements may store nothing on this page: drafts and unsent messages last until it closes.',
        error,
      );
    }
    warned = true;
    return undefined;
  }
}

/**
 * Texts that last longer than the page, by a name: drafts, and messages that could not be sent yet. Never secrets. All
 * pages of an origin share them. Where the browser stores nothing, they last as long as the page.
 */
export const pageStorage = {
  get(name: string): string | undefined {
    return memory.get(name) ?? attempt(storage => storage.getItem(name)) ?? undefined;
  },
  /** @param text - `''` forgets it. */
  set(name: string, text: string): void {
    const stored = attempt(storage => {
      if (text) storage.setItem(name, text);
      else storage.removeItem(name);
      return true;
    });
    if (text && !stored) memory.set(name, text);
    else memory.delete(name);
  },
};
