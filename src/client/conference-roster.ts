import type { RosterEntry } from '../model/index.js';
import type { Dialog } from '../sip/agent/index.js';
import {
  mergeConferenceInfo,
  parseConferenceInfo,
  type ConferenceInfo,
  type ConferenceUser,
  type KnownUsers,
} from '../sip/body/index.js';
import { addressOf, formatPayload, parseUri, type Uri } from '../sip/codec/index.js';
import type { SipLink } from './sip-link.js';
import { subscribe } from './subscribe.js';

/** How long a subscription is asked to last, in seconds; it is refreshed when half of that is over. */
const EXPIRES_SECONDS = 1800;

/** The subscriber of the `conference` event package: who is in a group conversation. RFC 4575. */
export class ConferenceRoster {
  readonly #link: SipLink;
  readonly #uri: Uri;
  readonly #onPeople: (people: readonly RosterEntry[]) => void;
  #known: KnownUsers | undefined;
  #dialog: Dialog | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  /** @param onPeople - Called with everybody but us, after each change. */
  constructor(link: SipLink, uri: Uri, onPeople: (people: readonly RosterEntry[]) => void) {
    this.#link = link;
    this.#uri = uri;
    this.#onPeople = onPeople;
    void this.#subscribe();
  }

  /** Lets go of the subscription; the server ends it by itself when we leave. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#dialog?.end();
  }

  async #subscribe(): Promise<void> {
    const { dialog } = await subscribe(this.#link, 'SUBSCRIBE', this.#uri, ASK, (body, last) => {
      if (body && !last && !this.#closed) this.#take(parseConferenceInfo(body));
    });
    if (this.#closed) return dialog?.end();
    // Refused: the conversation goes on with the people known so far.
    this.#dialog = dialog;
    this.#refreshLater();
  }

  #refreshLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#refresh(), EXPIRES_SECONDS * 500);
  }

  #refresh(): void {
    if (!this.#dialog || this.#dialog.ended) return;
    void this.#dialog.request('SUBSCRIBE', ASK);
    this.#refreshLater();
  }

  #take(update: ConferenceInfo): void {
    this.#known = mergeConferenceInfo(this.#known, update);
    // A gap in the versions: ask for the whole again (RFC 4575 §5.1).
    if (!this.#known) return this.#refresh();
    const me = addressOf(this.#link.me.uri);
    this.#onPeople(Array.from(this.#known.users.values(), entryOf).filter(entry => entry.uri !== me));
  }
}

const ASK = formatPayload({
  headers: {
    Event: 'conference',
    Accept: 'application/conference-info+xml',
    Expires: String(EXPIRES_SECONDS),
  },
});

function entryOf(user: ConferenceUser): RosterEntry {
  const role = user.roles?.includes('Leader') ? 'Leader' : 'Attendee';
  return { uri: addressOf(parseUri(user.entity)), displayName: user.displayText ?? '', role };
}
