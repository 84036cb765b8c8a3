import type { OutgoingText } from '../model/index.js';
import type { Reason } from '../observable/index.js';
import type { SipResponse } from '../sip/codec/index.js';
import { requestFailed } from './sip-reason.js';

interface Entry {
  readonly message: OutgoingText;
  readonly resolve: () => void;
  readonly reject: (reason: Reason) => void;
}

/** Sends one message over the session that is up now; its final response, made up where none came. */
export type Transmit = (message: OutgoingText) => Promise<SipResponse>;

/**
 * What one session has said and the server has not yet logged, in order. When the connection is lost it waits, and is
 * sent again over the next one; the messages' ids keep the server from logging one twice.
 */
export class Outbox {
  readonly #entries: Entry[] = [];
  /** Counts connections, so that an answer from an earlier one changes nothing. */
  #generation = 0;
  #transmit: Transmit | undefined;

  /** Resolves when the server has logged the message. */
  send(message: OutgoingText): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry = { message, resolve, reject };
      this.#entries.push(entry);
      if (this.#transmit) this.#try(entry, this.#transmit);
    });
  }

  /** A session is up: sends everything that waits, in order, and from now on at once. */
  open(transmit: Transmit): void {
    this.#generation += 1;
    this.#transmit = transmit;
    for (const entry of this.#entries) this.#try(entry, transmit);
  }

  /** The session is gone, another may come: what is sent waits for it. */
  hold(): void {
    this.#generation += 1;
    this.#transmit = undefined;
  }

  /** No session will come: everything that waits fails. */
  fail(reason: Reason): void {
    this.hold();
    for (const { reject } of this.#entries.splice(0)) reject(reason);
  }

  #try(entry: Entry, transmit: Transmit): void {
    const generation = this.#generation;
    void transmit(entry.message).then(({ status }) => {
      if (generation !== this.#generation) return;
      this.#entries.splice(this.#entries.indexOf(entry), 1);
      if (status < 300) entry.resolve();
      else entry.reject(requestFailed(status));
    });
  }
}
