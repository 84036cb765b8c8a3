let warned = false;

/** Texts by their names. */
export interface TextStorage {
  get(name: string): string | undefined;
  /** @param text - `''` forgets it. */
  set(name: string, text: string): void;
  /** The names of those that are kept, as far as they begin so. */
  names(beginning: string): readonly string[];
}

/** @param find - Gives the browser's storage; throws where the page may not use it. */
function TextStorage(find: () => Storage): TextStorage {
  /** What stands in for the browser's storage: it lives as long as the page. */
  const memory = new Map<string, string>();
  /**
   * Runs `act` on the browser's storage. Where that is forbidden or full, says so once, in the console.
   * @returns `undefined` when it could not be done.
   */
  const attempt = <Result>(act: (storage: Storage) => Result): Result | undefined => {
    try {
      return act(find());
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
  };
  return {
    get: name => memory.get(name) ?? attempt(storage => storage.getItem(name)) ?? undefined,
    set: (name, text) => {
      const stored = attempt(storage => {
        if (text) storage.setItem(name, text);
        else storage.removeItem(name);
        return true;
      });
      if (text && !stored) memory.set(name, text);
      else memory.delete(name);
    },
    names: beginning =>
      [...memory.keys(), ...(attempt(storage => Object.keys(storage)) ?? [])].filter(name =>
        name.startsWith(beginning),
      ),
  };
}

/**
 * Texts that last longer than the page, by a name: drafts, and messages that could not be sent yet. Never secrets. All
 * pages of an origin share them. Where the browser stores nothing, they last as long as the page.
 */
export const pageStorage = TextStorage(() => localStorage);

/** The same for what lasts as long as the tab, and belongs to it alone. */
export const tabStorage = TextStorage(() => sessionStorage);
