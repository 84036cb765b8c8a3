import type { Presence } from '../../sip/body/index.js';
import { randomToken } from '../../sip/codec/index.js';
import { SipError } from '../focus/sip-error.js';

/** What one person's devices may have published at a time; the oldest gives way. */
const MAX_PUBLICATIONS = 10;

/** A PUBLISH, read. RFC 3903 §4.1. */
export interface PublishWish {
  /** Of the publication that is refreshed, modified or removed; `undefined` for a new one. */
  readonly entityTag: string | undefined;
  /** Without it, what was published goes on. */
  readonly presence: Presence | undefined;
  /** 0 removes it. */
  readonly seconds: number;
}

interface Publication {
  readonly presence: Presence;
  /** Rises with each change; a refresh is none. */
  readonly order: number;
  readonly expiry: NodeJS.Timeout;
}

/** What one person has published: soft state, each by an entity-tag that changes whenever it is touched. RFC 3903 §6. */
export class Publications {
  readonly #onExpired: () => void;
  readonly #publications = new Map<string, Publication>();
  #order = 0;

  /** @param onExpired - One was neither refreshed nor removed. */
  constructor(onExpired: () => void) {
    this.#onExpired = onExpired;
  }

  /** What counts: that which was changed last. */
  get latest(): Presence | undefined {
    return this.#byOrder().at(-1)?.[1].presence;
  }

  /**
   * Makes, refreshes, modifies or removes a publication.
   * @returns Its new entity-tag.
   * @throws SipError 412 for an entity-tag that is not known, 400 for a new publication that says nothing.
   */
  put({ entityTag, presence, seconds }: PublishWish): string {
    const before = entityTag === undefined ? undefined : this.#publications.get(entityTag);
    if (entityTag !== undefined && !before) throw new SipError(412, 'Conditional Request Failed');
    const said = presence ?? before?.presence;
    if (!said) throw new SipError(400, 'A First PUBLISH Needs a Body');
    const order = before && !presence ? before.order : ++this.#order;
    if (entityTag !== undefined) this.#drop(entityTag);
    const next = randomToken();
    if (seconds === 0) return next;
    const [oldest] = this.#byOrder();
    if (oldest && this.#publications.size >= MAX_PUBLICATIONS) this.#drop(oldest[0]);
    const expiry = setTimeout(() => {
      this.#drop(next);
      this.#onExpired();
    }, seconds * 1000);
    this.#publications.set(next, { presence: said, order, expiry });
    return next;
  }

  /** Forgets them all. */
  clear(): void {
    for (const tag of this.#publications.keys()) this.#drop(tag);
  }

  #byOrder(): readonly [entityTag: string, publication: Publication][] {
    return [...this.#publications].sort(([, a], [, b]) => a.order - b.order);
  }

  #drop(entityTag: string): void {
    clearTimeout(this.#publications.get(entityTag)?.expiry);
    this.#publications.delete(entityTag);
  }
}
