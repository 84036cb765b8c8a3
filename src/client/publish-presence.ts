import type { OwnPresence } from '../model/index.js';
import { Reason } from '../observable/index.js';
import { formatPresence, PRESENCE_STATUSES, type Presence } from '../sip/body/index.js';
import { addressOf, formatPayload, header, type SipResponse } from '../sip/codec/index.js';
import { fetchPresence } from './presence.js';
import type { SipLink } from './sip-link.js';
import { failed } from './sip-reason.js';

/** How long what is published is asked to last, in seconds; it is published again when half of that is over. */
const EXPIRES_SECONDS = 86_400;

const publications = new WeakMap<SipLink, Publication>();

/**
 * Shows others something else of us; the rest stays as it was, wherever it was published from.
 * @throws Reason `RequestFailed` when the server refuses it, `BadRequest` for a status that is none.
 */
export function publishPresence(link: SipLink, changes: Partial<OwnPresence>): Promise<void> {
  const publication = publications.get(link) ?? new Publication(link);
  publications.set(link, publication);
  return publication.change(changes);
}

/** What we have published over one link: soft state at the server, RFC 3903 §4. */
class Publication {
  readonly #link: SipLink;
  #presence: Presence | undefined;
  #entityTag: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Two changes at once would lose one of them. */
  #last: Promise<void> = Promise.resolve();

  constructor(link: SipLink) {
    this.#link = link;
    link.beforeRegister = () => this.#sayAgain();
  }

  change(changes: Partial<OwnPresence>): Promise<void> {
    const next = this.#last.then(() => this.#change(changes));
    this.#last = next.catch(() => {});
    return next;
  }

  /** The server may have forgotten it, if it was restarted meanwhile: then who hides would be seen at once. */
  async #sayAgain(): Promise<void> {
    this.#last = this.#last.then(() => this.#refresh());
    await this.#last;
  }

  async #change(changes: Partial<OwnPresence>): Promise<void> {
    const { me } = this.#link;
    const { activity, note, location, status } = { ...(await fetchPresence(this.#link, me.uri)), ...changes };
    const known = PRESENCE_STATUSES.find(one => one === status);
    if (!known) {
      const message = `There is no status "${status}" to be shown.`;
      throw new Reason('BadRequest', { subcode: 'ParameterValidationFailure', message });
    }
    const texts = { activity: String(activity), note: String(note), location: String(location) };
    this.#presence = { entity: addressOf(me.uri), status: known, ...texts, since: undefined };
    const { status: answer } = await this.#publish(formatPresence(this.#presence));
    if (answer >= 300) throw failed('RequestFailed', answer);
  }

  /** A refusal shows when something is published next. */
  async #refresh(): Promise<void> {
    if (!this.#presence) return;
    const { status } = await this.#send();
    if (status === 412) await this.#publish(formatPresence(this.#presence));
  }

  async #publish(document: string): Promise<SipResponse> {
    const response = await this.#send(document);
    if (response.status !== 412 || this.#entityTag === undefined) return response;
    this.#entityTag = undefined;
    return this.#send(document);
  }

  async #send(document?: string): Promise<SipResponse> {
    const { flow, me } = this.#link;
    const headers = {
      Event: 'presence',
      Expires: String(EXPIRES_SECONDS),
      ...(this.#entityTag !== undefined && { 'SIP-If-Match': this.#entityTag }),
    };
    const content = document === undefined ? {} : { contentType: 'application/pidf+xml', body: document };
    const payload = formatPayload({ headers, ...content });
    const response = await flow.request({ method: 'PUBLISH', uri: me.uri, from: me, to: me, payload });
    if (response.status < 300) {
      this.#entityTag = header(response, 'sip-etag');
      this.#refreshIn(Number(header(response, 'expires') ?? EXPIRES_SECONDS) / 2);
    }
    return response;
  }

  #refreshIn(seconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#sayAgain(), seconds * 1000);
    // It would keep a program of Node's running for hours after it has signed out.
    (this.#timer as { unref?: () => void }).unref?.();
  }
}
