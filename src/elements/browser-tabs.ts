/** How long one tab keeps the others from telling the same, in milliseconds. They hear of it at nearly the same time. */
const CLAIM_MS = 10_000;

/**
 * The tabs of a browser in which one account is signed in. They know of each other by Web Locks: nothing is stored, and what a
 * tab holds is let go of when it is closed. Where there are none, a tab knows only itself.
 */
export class BrowserTabs {
  readonly #account: string;
  #letGo: (() => void) | undefined;

  /** @param account - Address of the account. */
  constructor(account: string) {
    this.#account = account;
  }

  /** Says whether the user looks at this tab. */
  look(looking: boolean): void {
    if (looking === Boolean(this.#letGo)) return;
    this.#letGo?.();
    this.#letGo = undefined;
    if (!looking) return;
    const held = new Promise<void>(resolve => (this.#letGo = resolve));
    locks()
      ?.request(`sip-chat look ${this.#account}`, { mode: 'shared' }, () => held)
      .catch(() => {}); // a document that may have no locks
  }

  /**
   * Calls `act` in one of the tabs that ask with the same `name` within some seconds, and in none while the user looks at
   * one of them.
   */
  async once(name: string, act: () => void): Promise<void> {
    const manager = locks();
    if (!manager) return act();
    let known = false;
    try {
      const { held } = await manager.query();
      if (held?.some(lock => lock.name === `sip-chat look ${this.#account}`)) return;
      await manager.request(`sip-chat notify ${this.#account} ${name}`, { ifAvailable: true }, lock => {
        known = true;
        if (!lock) return undefined;
        act();
        return new Promise(resolve => setTimeout(resolve, CLAIM_MS));
      });
    } catch {
      if (!known) act(); // a document that may have no locks
    }
  }
}

/** Missing in pages that are not secure. */
const locks = (): LockManager | undefined => (navigator as Partial<Navigator>).locks;
