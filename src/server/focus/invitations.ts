import type { AddOutcome } from './adding.js';
import type { Ringing } from './ringing.js';

/** One person who is being asked in. */
export class Invitation {
  #ringing: Ringing | undefined;
  #withdrawn = false;

  /** Withdraws the question, now or as soon as it is asked. Does nothing when somebody has accepted. */
  withdraw(): void {
    this.#withdrawn = true;
    this.#ringing?.cancel();
  }

  /** Keeps the question while it is open, so that it can be withdrawn. */
  hold(ringing: Ringing): void {
    this.#ringing = ringing;
    if (this.#withdrawn) ringing.cancel();
  }
}

/** Who is on their way into a conversation now: asked in by a member, or let in by themselves. */
export class Invitations {
  readonly #open = new Map<string, { readonly invitation: Invitation; readonly outcome: Promise<AddOutcome> }>();
  #closed = false;

  get size(): number {
    return this.#open.size;
  }

  /** Runs `ask`, which brings `who` in, unless somebody does already: then that outcome serves both. */
  once(who: string, ask: (invitation: Invitation) => Promise<AddOutcome>): Promise<AddOutcome> {
    const running = this.#open.get(who);
    if (running) return running.outcome;
    const invitation = new Invitation();
    if (this.#closed) invitation.withdraw();
    const outcome = ask(invitation).finally(() => this.#open.delete(who));
    this.#open.set(who, { invitation, outcome });
    return outcome;
  }

  /** Resolves when nobody brings `who` in any more. */
  async settled(who: string): Promise<void> {
    await this.#open.get(who)?.outcome.catch(() => {}); // whoever brings them in is told
  }

  /** Withdraws the question to `who`. Is there one, or has there been a moment ago? Then `settled` tells when it is over. */
  withdraw(who: string): boolean {
    const running = this.#open.get(who);
    running?.invitation.withdraw();
    return running !== undefined;
  }

  /** Withdraws all questions, and those that are still to be asked. */
  close(): void {
    this.#closed = true;
    for (const { invitation } of this.#open.values()) invitation.withdraw();
  }
}
