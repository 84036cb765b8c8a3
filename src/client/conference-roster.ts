import type { RosterEntry } from '../model/index.js';
import type { Dialog, IncomingRequest } from '../sip/agent/index.js';
import {
  mergeConferenceInfo,
  parseConferenceInfo,
  type ConferenceInfo,
  type ConferenceUser,
} from '../sip/body/index.js';
import { addressOf, formatPayload, header, NameAddr, parseUri, parseValue, type SipUri } from '../sip/codec/index.js';
import type { SipLink } from './sip-link.js';

/** How long a subscription is asked to last, in seconds; it is refreshed when half of that is over. */
const EXPIRES_SECONDS = 1800;

/** The subscriber of the `conference` event package: who is in a group conversation. RFC 4575. */
export class ConferenceRoster {
  readonly #link: SipLink;
  readonly #uri: SipUri;
  readonly #onPeople: (people: readonly RosterEntry[]) => void;
  #info: ConferenceInfo | undefined;
  #dialog: Dialog | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  /** @param onPeople - Called with everybody but us, after each change. */
  constructor(link: SipLink, uri: SipUri, onPeople: (people: readonly RosterEntry[]) => void) {
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
    const { flow, me, contact } = this.#link;
    const request = { method: 'SUBSCRIBE', uri: this.#uri, from: me, to: NameAddr(this.#uri), contact, payload: ASK };
    const { dialog } = await flow.subscribe(request, inside => this.#take(inside));
    if (this.#closed) return dialog?.end();
    this.#dialog = dialog;
    // Refused: the conversation goes on with the people known so far.
    if (dialog) this.#refreshLater();
  }

  #refreshLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#refresh(), EXPIRES_SECONDS * 500);
  }

  #refresh(): void {
    if (this.#closed || !this.#dialog || this.#dialog.ended) return;
    void this.#dialog.request('SUBSCRIBE', ASK);
    this.#refreshLater();
  }

  #take(request: IncomingRequest): void {
    const { message } = request;
    if (message.method !== 'NOTIFY') return request.respond(405, { headers: { Allow: 'NOTIFY' } });
    request.respond(200);
    if (this.#closed || parseValue(header(message, 'subscription-state') ?? '').value === 'terminated') return;
    if (typeof message.body === 'string' && message.body !== '') this.#merge(parseConferenceInfo(message.body));
  }

  #merge(update: ConferenceInfo): void {
    const merged = mergeConferenceInfo(this.#info, update);
    // A gap in the versions: ask for the whole again (RFC 4575 §5.1).
    if (merged === undefined) return this.#refresh();
    this.#info = merged;
    const me = addressOf(this.#link.me.uri);
    this.#onPeople(merged.users.map(entryOf).filter(entry => entry.uri !== me));
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
