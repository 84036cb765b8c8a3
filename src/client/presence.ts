import type { PersonStatus, Presence } from '../model/index.js';
import type { Dialog } from '../sip/agent/index.js';
import { parsePresence } from '../sip/body/index.js';
import { formatPayload, type Payload, type Uri } from '../sip/codec/index.js';
import { fetchState } from './fetch.js';
import type { Returnable, SipLink } from './sip-link.js';
import { failed } from './sip-reason.js';
import { subscribe } from './subscribe.js';

/** How long a subscription is asked to last, in seconds; it is refreshed when half of that is over. */
const EXPIRES_SECONDS = 3600;

/** When who shows one of these was here last says something. */
const AWAY: readonly PersonStatus[] = ['Offline', 'Away', 'BeRightBack', 'Idle'];

/** Asks once how available somebody is. @throws Reason `RequestFailed`. */
export async function fetchPresence(link: SipLink, uri: Uri): Promise<Presence> {
  const document = await fetchState(link, uri, ask(0));
  if (document === '') throw failed('RequestFailed', 503);
  return presenceOf(document);
}

/**
 * Follows how available somebody is, until the function that it gives is called: the subscriber of the `presence` event package,
 * RFC 3856. After a lost connection it subscribes again by the next one.
 */
export function watchPresence(link: SipLink, uri: Uri, onPresence: (presence: Presence) => void): () => void {
  const watch = new Watch(link, uri, onPresence);
  return () => watch.end();
}

class Watch implements Returnable {
  readonly #link: SipLink;
  readonly #uri: Uri;
  readonly #timer: ReturnType<typeof setInterval>;
  #onPresence: ((presence: Presence) => void) | undefined;
  #dialog: Dialog | undefined;

  constructor(link: SipLink, uri: Uri, onPresence: (presence: Presence) => void) {
    this.#link = link;
    this.#uri = uri;
    this.#onPresence = onPresence;
    this.#timer = setInterval(() => this.#refresh(), EXPIRES_SECONDS * 500);
    link.sessions.add(this);
    void this.comeBack();
  }

  async comeBack(): Promise<void> {
    const { dialog } = await subscribe(this.#link, 'SUBSCRIBE', this.#uri, ask(EXPIRES_SECONDS), (document, last) => {
      if (last) this.#dialog?.end();
      else this.#onPresence?.(presenceOf(document));
    });
    this.#dialog = dialog ?? this.#dialog; // who may not watch tries again with the next refresh
    if (!this.#onPresence) this.#unsubscribe();
  }

  end(): void {
    this.#onPresence = undefined;
    clearInterval(this.#timer);
    this.#link.sessions.delete(this);
    this.#unsubscribe();
  }

  #refresh(): void {
    if (this.#dialog && !this.#dialog.ended) void this.#dialog.request('SUBSCRIBE', ask(EXPIRES_SECONDS));
    else void this.comeBack();
  }

  /** The dialog ends with the last NOTIFY. */
  #unsubscribe(): void {
    void this.#dialog?.request('SUBSCRIBE', ask(0));
  }
}

function ask(seconds: number): Payload {
  return formatPayload({
    headers: { Event: 'presence', Accept: 'application/pidf+xml', Expires: String(seconds) },
  });
}

function presenceOf(document: string): Presence {
  const { status, activity, note, location, since } = parsePresence(document);
  return { status, activity, note, location, lastSeenAt: AWAY.includes(status) ? since : undefined };
}
