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
  readonly #entries = new Set<Entry>();
  #transmit: Transmit | undefined;

  /** Resolves when the server has logged the message. */
  send(message: OutgoingText): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry = { message, resolve, reject };
      this.#entries.add(entry);
      this.#try(entry);
    });
  }

  /**
   * A session is up: sends everything that waits, in order, and from now on at once. Without `transmit`: it is gone, and
   * what is sent waits for another.
   */
  open(transmit?: Transmit): void {
    this.#transmit = transmit;
    for (const entry of this.#entries) this.#try(entry);
  }

  #try(entry: Entry): void {
    const transmit = this.#transmit;
    void transmit?.(entry.message).then(({ status }) => {
      if (transmit !== this.#transmit) return; // of an earlier session: it is sent again, or waits to be
      this.#entries.delete(entry);
      if (status < 300) entry.resolve();
      else entry.reject(requestFailed(status));
    });
  }
}
