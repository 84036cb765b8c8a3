import type { Transport } from './transport.js';

/** One end of a `loopbackPair`. */
export interface LoopbackTransport extends Transport {
  /** Everything this end sent, oldest first. Assign `[]` or set `length` to start anew. */
  readonly sent: string[];
  readonly closed: boolean;
  /** Breaks the pipe: both ends close, and what is still on its way is lost. */
  cut(reason?: string): void;
}

/**
 * Two transports that lead to each other inside one process, for tests: what one end sends, the other gets in a microtask of
 * its own, in order. Each end records what it sent.
 */
export function loopbackPair(protocol: Transport['protocol'] = 'WS'): [LoopbackTransport, LoopbackTransport] {
  const left = new LoopbackEnd(protocol);
  const right = new LoopbackEnd(protocol);
  left.peer = right;
  right.peer = left;
  return [left, right];
}

class LoopbackEnd implements LoopbackTransport {
  readonly protocol: Transport['protocol'];
  readonly sent: string[] = [];
  closed = false;
  peer: LoopbackEnd = this;
  onMessage: (message: string | Uint8Array) => void = () => {};
  onClose: (reason: string) => void = () => {};

  constructor(protocol: Transport['protocol']) {
    this.protocol = protocol;
  }

  send(message: string): void {
    if (this.closed) return;
    this.sent.push(message);
    queueMicrotask(() => {
      if (!this.peer.closed) this.peer.onMessage(message);
    });
  }

  /** What was sent before still arrives, as on a socket. */
  close(reason = 'closed'): void {
    if (this.closed) return;
    this.#end(reason);
    queueMicrotask(() => this.peer.#end(reason));
  }

  cut(reason = 'connection lost'): void {
    this.#end(reason);
    this.peer.#end(reason);
  }

  #end(reason: string): void {
    if (this.closed) return;
    this.closed = true;
    queueMicrotask(() => this.onClose(reason));
  }
}
