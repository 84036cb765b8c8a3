import { formatPresence, type Presence, type PresenceStatus } from '../../sip/body/index.js';
import { Publications, type PublishWish } from './publications.js';
import { formatNotice, type Notice, type Watcher } from './watcher.js';

/** One person, as others see how available they are: by whether a device is registered, and what they have published. */
export class Presentity {
  readonly #address: string;
  readonly #notifySeconds: number;
  readonly #watchers = new Set<Watcher>();
  readonly #publications = new Publications(() => this.#changed());
  #reachable = false;
  /** What others see. */
  #status: PresenceStatus = 'Offline';
  /** Since when others see the status that they see; `undefined` for somebody who was never here. */
  #since: Date | undefined;
  /** Until the next change may be told. */
  #quiet: NodeJS.Timeout | undefined;
  #untold = false;

  /** @param notifySeconds - Changes within so many seconds after one that was told are told together. */
  constructor(address: string, notifySeconds: number) {
    this.#address = address;
    this.#notifySeconds = notifySeconds;
  }

  /** What is set, whether or not a device is there. */
  get published(): PresenceStatus | undefined {
    return this.#publications.latest?.status;
  }

  /** Whether a device is registered. */
  set reachable(reachable: boolean) {
    this.#reachable = reachable;
    this.#changed();
  }

  /** Takes what the person publishes. Returns and throws as {@link Publications.put} does. */
  publish(wish: PublishWish): string {
    const entityTag = this.#publications.put(wish);
    this.#changed();
    return entityTag;
  }

  add(watcher: Watcher): void {
    this.#watchers.add(watcher);
  }

  delete(watcher: Watcher): void {
    this.#watchers.delete(watcher);
  }

  /**
   * The presence document.
   * @param isSelf - For the person themselves: who hides knows it.
   */
  document(isSelf: boolean): string {
    return formatPresence(this.#seen(isSelf));
  }

  /** Forgets watchers and publications without a word. */
  close(): void {
    clearTimeout(this.#quiet);
    this.#publications.clear();
    for (const watcher of this.#watchers) watcher.forget();
  }

  /** While somebody is away or hides, others see the note alone. */
  #seen(isSelf: boolean): Presence {
    const { status, note, ...published } = this.#publications.latest ?? NOTHING_PUBLISHED;
    const shown = !this.#reachable || (status === 'Hidden' && !isSelf) ? 'Offline' : status;
    const { activity, location } = shown === 'Offline' ? NOTHING_PUBLISHED : published;
    return { entity: this.#address, status: shown, activity, note, location, since: this.#since };
  }

  #changed(): void {
    const { status } = this.#seen(false);
    if (status !== this.#status) this.#since = new Date();
    this.#status = status;
    this.#untold = this.#watchers.size > 0;
    if (this.#untold && !this.#quiet) this.#tell();
  }

  /** RFC 3856 §6.10. */
  #tell(): void {
    this.#untold = false;
    const own = this.#notice(true);
    const others = this.#notice(false);
    for (const watcher of this.#watchers) watcher.tell(watcher.isSelf ? own : others);
    this.#quiet = setTimeout(() => {
      this.#quiet = undefined;
      if (this.#untold) this.#tell();
    }, this.#notifySeconds * 1000);
  }

  #notice(isSelf: boolean): Notice {
    const document = this.document(isSelf);
    return { document, payload: formatNotice('active', document) };
  }
}

const NOTHING_PUBLISHED = { status: 'Online', activity: '', note: '', location: '' } as const;
