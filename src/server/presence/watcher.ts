import type { Dialog, IncomingRequest } from '../../sip/agent/index.js';
import { formatPayload, type Payload } from '../../sip/codec/index.js';
import { answerError } from '../focus/answer-error.js';
import { readExpires, type Lifetime } from './read-expires.js';
import { PRESENCE_TYPE } from './read-publish.js';

/** What a watcher needs of whoever knows the person. */
export interface WatcherOptions {
  readonly dialog: Dialog;
  /** Whether it is the person themselves. */
  readonly isSelf: boolean;
  readonly lifetime: Lifetime;
  /** The document as this watcher may see it now; `undefined` when there is nobody to see, or nobody who may. */
  readonly document: () => string | undefined;
  /** It is told no more. */
  readonly onEnd: () => void;
}

/** A change, formatted once for all who are told. */
export interface Notice {
  readonly document: string;
  readonly payload: Payload;
}

/** One subscription to somebody's presence, from its SUBSCRIBE to its end. RFC 6665 §4.2, RFC 3856 §6. */
export class Watcher {
  readonly isSelf: boolean;
  readonly #options: WatcherOptions;
  #expiry: NodeJS.Timeout | undefined;
  #told = '';

  constructor(options: WatcherOptions) {
    const { dialog, isSelf } = options;
    this.#options = options;
    this.isSelf = isSelf;
    dialog.onLost = () => this.forget();
    dialog.onRequest = inside => this.#serve(inside);
  }

  /** Answers a SUBSCRIBE, the first one or a refresh, and tells the whole state at once. */
  take(request: IncomingRequest): void {
    const seconds = readExpires(request.message, this.#options.lifetime);
    const document = this.#options.document();
    request.respond(200, { headers: { Expires: String(seconds) } });
    clearTimeout(this.#expiry);
    if (document === undefined) return this.end('noresource', undefined);
    if (seconds === 0) return this.end('timeout', document);
    this.#expiry = setTimeout(() => this.end('timeout', this.#options.document()), seconds * 1000);
    this.#notify(`active;expires=${seconds}`, document);
  }

  /** Tells a change, unless it is none for this watcher. */
  tell({ document, payload }: Notice): void {
    if (document === this.#told) return;
    this.#told = document;
    this.#send(payload);
  }

  end(reason: string, document: string | undefined): void {
    this.#notify(`terminated;reason=${reason}`, document);
    this.forget();
  }

  /** Lets go of it without a word. */
  forget(): void {
    clearTimeout(this.#expiry);
    this.#options.dialog.end();
    this.#options.onEnd();
  }

  #serve(inside: IncomingRequest): void {
    try {
      if (inside.message.method === 'SUBSCRIBE') this.take(inside);
      else inside.respond(405, { headers: { Allow: 'SUBSCRIBE' } });
    } catch (error) {
      answerError(inside, error);
    }
  }

  #notify(state: string, document = ''): void {
    this.#told = document;
    this.#send(formatNotice(state, document));
  }

  /** A refused NOTIFY ends the subscription: the dialog says so by `onLost`. RFC 6665 §4.2.2. */
  #send(payload: Payload): void {
    void this.#options.dialog.request('NOTIFY', payload);
  }
}

/** A NOTIFY's payload. */
export function formatNotice(state: string, document: string): Payload {
  const headers = { Event: 'presence', 'Subscription-State': state };
  return formatPayload(document === '' ? { headers } : { headers, contentType: PRESENCE_TYPE, body: document });
}
