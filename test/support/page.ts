import { WebSocket } from 'ws';
import { Application } from '../../src/client/index.js';
import type { OutboxPort, OutboxStore } from '../../src/model/index.js';

/** What a browser stores for a site, and which of its pages are there. */
export class Storage {
  /** What each page keeps unsent, by page. */
  readonly unsent = new Map<Page, string>();
  /** Which conversations were open: of one tab, so that it is handed from page to page. */
  open = '';
  /** Called when a page is gone. */
  readonly onGone = new Set<() => void>();
}

/** A page of somebody's, which can be closed without a word, as pages are. */
export class Page implements OutboxPort {
  readonly application: Application;
  readonly storage: Storage;
  readonly #sockets = new Set<WebSocket>();
  gone = false;

  constructor(server: string, storage: Storage) {
    this.storage = storage;
    const sockets = this.#sockets;
    const isGone = (): boolean => this.gone;
    const Tracked = class extends WebSocket {
      constructor(...args: ConstructorParameters<typeof WebSocket>) {
        super(...args);
        sockets.add(this);
        this.on('close', () => sockets.delete(this));
        if (isGone()) this.terminate();
      }
    };
    this.application = new Application({ server, WebSocket: Tracked, outbox: this });
  }

  /** How many connections it has. */
  get sockets(): number {
    return this.#sockets.size;
  }

  /** The page is closed, or loaded again. */
  async close(): Promise<void> {
    await Promise.resolve(); // no page ends between a task and its microtasks
    this.gone = true;
    for (const socket of this.#sockets) socket.terminate();
    for (const tell of [...this.storage.onGone]) tell();
    await this.application.signInManager.signOut().catch(() => {}); // nobody hears of it; it only ends the trying
  }

  open(): OutboxStore {
    const { storage } = this;
    const isGone = (): boolean => this.gone;
    const left = (): Page[] => [...storage.unsent.keys()].filter(page => page !== this && page.gone);
    const mine = (text: string): void => {
      if (isGone()) return;
      if (text) storage.unsent.set(this, text);
      else storage.unsent.delete(this);
    };
    return {
      get isEmpty() {
        return storage.unsent.size === 0 && storage.open === '';
      },
      get open() {
        return storage.open;
      },
      set open(text) {
        if (!isGone()) storage.open = text;
      },
      save: mine,
      restore: async take => {
        const takeLeft = (): void => {
          for (const page of isGone() ? [] : left()) {
            const text = storage.unsent.get(page) ?? '';
            storage.unsent.delete(page);
            take(text);
          }
        };
        storage.onGone.add(takeLeft);
        takeLeft();
      },
      close: () => {},
    };
  }
}
