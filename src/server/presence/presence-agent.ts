import type { Flow, IncomingRequest } from '../../sip/agent/index.js';
import { addressOf, header, isSipUri, NameAddr, parseValue, type SipRequest, type Uri } from '../../sip/codec/index.js';
import type { Account, Accounts } from '../accounts.js';
import { CONVERSATION_PREFIX } from '../focus/index.js';
import { SipError } from '../focus/sip-error.js';
import type { Limits } from '../limits.js';
import type { Registrar } from '../registrar.js';
import { Presentity } from './presentity.js';
import { readExpires, type Lifetime } from './read-expires.js';
import { PRESENCE_TYPE, readPublish } from './read-publish.js';
import { Watcher } from './watcher.js';

export interface PresenceAgentOptions {
  readonly registrar: Pick<Registrar, 'reachableUntil'>;
  readonly accounts: Pick<Accounts, 'find'>;
  /** In lower case. */
  readonly domain: string;
  readonly limits: Pick<
    Limits,
    | 'maxPresenceBytes'
    | 'maxPresenceSeconds'
    | 'maxSubscriptions'
    | 'minExpiresSeconds'
    | 'presenceGraceSeconds'
    | 'presenceNotifySeconds'
  >;
}

/** How long a subscription lasts at most, and a subscription or publication that does not say it. RFC 3856 §6.4. */
const USUAL_SECONDS = 3600;

/**
 * Tells those who have signed in how available others are, and takes what people publish. RFC 3856 calls this a presence
 * agent, RFC 3903 an event state compositor.
 */
export class PresenceAgent {
  readonly #options: PresenceAgentOptions;
  /** Those who were signed in since the server began, or are watched. */
  readonly #people = new Map<string, Presentity>();
  /** When to look again who is registered. */
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** The subscriptions of each connection, by whom they are to. */
  readonly #watchers = new WeakMap<Flow, Map<string, Watcher>>();
  #closed = false;

  constructor(options: PresenceAgentOptions) {
    this.#options = options;
  }

  /** Whether it is somebody's address: not the domain's own, nor that of a conversation. */
  isAbout(uri: Uri): boolean {
    if (!isSipUri(uri) || uri.host.toLowerCase() !== this.#options.domain) return false;
    return uri.user !== '' && !uri.user.startsWith(CONVERSATION_PREFIX);
  }

  /**
   * Takes a SUBSCRIBE to a person, outside any dialog.
   * @throws SipError The answer, when it is refused.
   */
  subscribe(request: IncomingRequest, by: Account): void {
    const { message, flow } = request;
    const { accounts, limits } = this.#options;
    const lifetime = { usual: USUAL_SECONDS, least: limits.minExpiresSeconds, most: USUAL_SECONDS };
    checkSubscribe(message, lifetime);
    const { address } = accounts.find(addressOf(message.uri)) ?? NOBODY;
    if (address === undefined) throw new SipError(404, 'Not Found');
    const watchers = this.#watchers.get(flow) ?? new Map<string, Watcher>();
    // Who asks once does not subscribe, and keeps the subscription that they may have: RFC 6665 §4.4.3.
    const once = readExpires(message, lifetime) === 0;
    if (!once && watchers.size >= limits.maxSubscriptions && !watchers.has(address)) {
      throw new SipError(403, 'Too Many Subscriptions');
    }
    if (!once) watchers.get(address)?.forget(); // one of each connection to each person
    const isSelf = address === by.address;
    const person = this.#person(address);
    const watcher: Watcher = new Watcher({
      dialog: request.createDialog(NameAddr(message.uri)),
      isSelf,
      lifetime,
      // Either account may have been taken away since.
      document: () => (accounts.find(address) && accounts.find(by.address) ? person.document(isSelf) : undefined),
      onEnd: () => {
        person.delete(watcher);
        if (watchers.get(address) === watcher) watchers.delete(address);
      },
    });
    if (!once) this.#watchers.set(flow, watchers.set(address, watcher));
    person.add(watcher);
    watcher.take(request);
  }

  /**
   * Takes a PUBLISH. RFC 3903 §6.
   * @throws SipError The answer, when it is refused.
   */
  publish(request: IncomingRequest, by: Account): void {
    const { message } = request;
    checkEvent(message);
    if (this.#options.accounts.find(addressOf(message.uri)) !== by)
      throw new SipError(403, 'People Publish for Themselves Only');
    const { maxPresenceBytes, maxPresenceSeconds: most, minExpiresSeconds: least } = this.#options.limits;
    const wish = readPublish(message, { usual: USUAL_SECONDS, least, most }, maxPresenceBytes);
    const entityTag = this.#person(by.address).publish(wish);
    request.respond(200, { headers: { 'SIP-ETag': entityTag, Expires: String(wish.seconds) } });
  }

  /** Whether somebody wants no invitations now. */
  doNotDisturb(address: string): boolean {
    return this.#people.get(address)?.published === 'DoNotDisturb';
  }

  /**
   * Somebody's devices have changed.
   * @param lost - A connection was lost: it may be back in a moment, as when a page is loaded again.
   */
  devicesChanged(address: string, lost: boolean): void {
    if (this.#closed) return;
    if (lost) this.#checkIn(address, this.#options.limits.presenceGraceSeconds * 1000);
    else void this.#check(address).catch(console.error);
  }

  /** Forgets everything without a word. */
  close(): void {
    this.#closed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const person of this.#people.values()) person.close();
  }

  async #check(address: string): Promise<void> {
    const until = await this.#options.registrar.reachableUntil(address);
    if (this.#closed) return;
    const left = until - Date.now();
    this.#person(address).reachable = left > 0;
    clearTimeout(this.#timers.get(address));
    this.#timers.delete(address);
    if (left > 0) this.#checkIn(address, left);
  }

  /** Looks again when the last registration has expired, or sooner. */
  #checkIn(address: string, ms: number): void {
    clearTimeout(this.#timers.get(address));
    const check = (): void => void this.#check(address).catch(console.error);
    this.#timers.set(address, setTimeout(check, ms));
  }

  #person(address: string): Presentity {
    const person = this.#people.get(address) ?? new Presentity(address, this.#options.limits.presenceNotifySeconds);
    this.#people.set(address, person);
    return person;
  }
}

const NOBODY = { address: undefined };

/** Before there is a dialog. RFC 6665 §4.2.1.1, RFC 3261 §21.4.7. */
function checkSubscribe(message: SipRequest, lifetime: Lifetime): void {
  checkEvent(message);
  const accept = message.headers.get('accept')?.join(',') ?? PRESENCE_TYPE;
  if (!/application\/(pidf\+xml|\*)|\*\/\*/.test(accept)) throw new SipError(406, 'Not Acceptable');
  readExpires(message, lifetime);
}

/** RFC 6665 §7.2. */
function checkEvent(message: SipRequest): void {
  if (parseValue(header(message, 'event') ?? '').value === 'presence') return;
  throw new SipError(489, 'Bad Event', { 'Allow-Events': 'presence' });
}
