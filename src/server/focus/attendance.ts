import type { JoinedEvent, LeftEvent, RemovedEvent } from './conversation-event.js';
import type { ConversationLog } from './conversation-log.js';
import type { ConversationState } from './conversation-state.js';
import type { Conversation } from './conversation.js';
import { Grace } from './grace.js';
import { admitAll } from './joining.js';
import type { Leg } from './leg.js';
import type { HangUpReason, Legs } from './legs.js';
import type { Receipts } from './receipts.js';
import { heirOf } from './roles.js';

export interface AttendanceOptions {
  readonly conversation: Conversation;
  readonly log: ConversationLog;
  readonly legs: Legs;
  readonly receipts: Receipts;
  /** How long somebody whose connection is lost is still in, in seconds. */
  readonly graceSeconds: number;
}

const LEFT: HangUpReason = { cause: 200, text: 'Left' };
const REMOVED: HangUpReason = { cause: 403, text: 'Removed' };

/** How the people of a conversation come in, are away for a while, and go. */
export class Attendance {
  readonly #options: AttendanceOptions;
  /** Members with no leg. */
  readonly #grace: Grace;
  /** Whose `joined` is being logged. */
  readonly #joining = new Set<string>();

  constructor(options: AttendanceOptions) {
    this.#options = options;
    this.#grace = new Grace(options.graceSeconds, address => this.#expire(address).catch(report));
  }

  /**
   * Logs that `address` has come in, and admits `legs` to what comes after.
   * @param told - `after` says what they may read of what was before, without it nothing; `by` who asked them in.
   * @throws SipError 410 when the conversation has ended.
   */
  async join(address: string, legs: readonly Leg[], told: Pick<JoinedEvent, 'after' | 'by'> = {}): Promise<number> {
    const { conversation, log } = this.#options;
    conversation.checkOpen();
    const event = { type: 'joined', at: Date.now(), who: address, ...told } as const;
    this.#joining.add(address);
    const applied = (position: number, before: ConversationState): void => {
      for (const leg of legs) leg.admit(position);
      conversation.roster.changed(before, told.by);
      for (const leg of legs) this.watch(leg.address); // who was lost meanwhile
    };
    try {
      return (await log.append(event, { applied })).position;
    } finally {
      this.#joining.delete(address);
    }
  }

  /** May what comes by this leg be said here? Not before the chat is up, nor after its member has left. */
  maySpeak(leg: Leg): boolean {
    const { members } = this.#options.log.state;
    return this.#joining.has(leg.address) || (leg.admitted && members.has(leg.address));
  }

  /** Logs that `address` has left, which ends a two-party chat. Their legs are gone at once. */
  async leave(address: string, cause = 200): Promise<void> {
    const { conversation, legs } = this.#options;
    this.#grace.end(address);
    legs.hangUp(LEFT, address);
    if (!(await conversation.includes(address))) return;
    if (!conversation.state.promoted) return conversation.end(cause);
    try {
      await this.#takeOut({ type: 'left', at: Date.now(), who: address }, LEFT, cause);
    } catch (error) {
      this.watch(address); // tried again when the grace time is over
      throw error;
    }
  }

  /** Logs that `by` has put `who` out, who is hung up on. */
  async remove(by: string, who: string): Promise<void> {
    await this.#takeOut({ type: 'removed', at: Date.now(), by, who }, REMOVED, 200);
  }

  /** A member without a leg has the grace time to come back. */
  watch(address: string): void {
    const { conversation, legs } = this.#options;
    const isIn = conversation.state.members.has(address);
    if (isIn && !conversation.over && !legs.has(address)) this.#grace.begin(address);
  }

  /** `address` has a leg again. */
  back(address: string): void {
    this.#grace.end(address);
  }

  /** Nobody is waited for any more. */
  close(): void {
    this.#grace.close();
  }

  /** Logs that somebody is no longer in, hangs up on their devices, and ends the conversation when nobody is left. */
  async #takeOut(event: LeftEvent | RemovedEvent, reason: HangUpReason, cause: number): Promise<void> {
    const { conversation, log, legs } = this.#options;
    const { who } = event;
    const applied = (_: number, before: ConversationState): void => {
      legs.hangUp(reason, who); // a leg that came back before this was on disk too
      this.#grace.end(who);
      conversation.roster.changed(before, 'by' in event ? event.by : undefined);
      const heir = heirOf(before, log.state);
      if (heir) conversation.record({ type: 'role', at: Date.now(), by: who, who: heir, role: 'Leader' }).catch(report);
    };
    await log.append(event, { applied });
    if (log.state.members.size === 0) return conversation.end(cause);
    // Who still waits although there is no lock has waited for room.
    if (!log.state.locked) admitAll(conversation);
  }

  /** The grace time of `address` is over. */
  async #expire(address: string): Promise<void> {
    const { legs, receipts } = this.#options;
    await receipts.gone(address);
    if (!legs.has(address)) await this.leave(address, 480);
  }
}

function report(error: unknown): void {
  console.error(error);
}
