import type { OutboxPort, OutboxStore } from '../model/index.js';
import { pageStorage, tabStorage } from './page-storage.js';

/** Those of this page. */
const present = new Set<string>();

/** Keeps what an application has not sent yet in the browser's storage, and which conversations are open in that of the tab. */
export const pageOutbox: OutboxPort = { open: account => new PageOutbox(account) };

/**
 * What one application keeps. It is under a name of its own, and whoever keeps something there holds a lock of that name: so
 * what a page has left is taken over by one other, and not as long as it is there. Where there are no locks, which browsers
 * have on pages served over TLS only, all that is found is taken over at once, but for what is of the same page.
 */
class PageOutbox implements OutboxStore {
  readonly #all: string;
  readonly #own: string;
  readonly #openName: string;
  readonly #closing = new AbortController();

  constructor(account: string) {
    this.#all = `sip-chat outbox ${account} `;
    this.#own = this.#all + Math.random().toString(36).slice(2);
    this.#openName = `sip-chat open ${account}`;
    present.add(this.#own);
    const { signal } = this.#closing;
    void this.#lock(
      this.#own,
      {},
      // It comes later than asked for: when all is over already, it must not be held for ever.
      () =>
        new Promise<void>(resolve => {
          if (signal.aborted) resolve();
          else signal.addEventListener('abort', () => resolve());
        }),
    );
  }

  get isEmpty(): boolean {
    return !this.open && this.#others.length === 0;
  }

  get open(): string {
    return tabStorage.get(this.#openName) ?? '';
  }
  set open(text: string) {
    tabStorage.set(this.#openName, text);
  }

  save(text: string): void {
    pageStorage.set(this.#own, text);
  }

  async restore(take: (text: string) => void): Promise<void> {
    const { signal } = this.#closing;
    const taker = (name: string) => (): void => {
      const text = signal.aborted ? '' : pageStorage.get(name);
      if (!text) return;
      take(text);
      pageStorage.set(name, '');
    };
    const names = this.#others;
    await Promise.all(names.map(name => this.#lock(name, { ifAvailable: true }, taker(name))));
    // Whose page is still there: as soon as it is gone.
    for (const name of names) if (pageStorage.get(name)) void this.#lock(name, { signal }, taker(name));
  }

  close(): void {
    present.delete(this.#own);
    this.#closing.abort();
  }

  get #others(): readonly string[] {
    return pageStorage.names(this.#all).filter(name => name !== this.#own);
  }

  /** Runs `act` while it holds the lock; not when it is not to be had. */
  async #lock(name: string, options: LockOptions, act: () => void | Promise<void>): Promise<void> {
    const { locks } = navigator as { locks?: LockManager };
    if (!locks) {
      if (!present.has(name)) await act();
      return;
    }
    await locks.request(name, options, lock => lock && act()).catch(() => {}); // closed meanwhile
  }
}
