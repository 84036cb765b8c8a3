import type { ReactiveController, ReactiveElement } from 'lit';
import type { Subscription } from '../observable/index.js';

/** What `observe` listens to: properties and collections alike. */
export interface Observable {
  changed(listener: () => void): Subscription;
}

/**
 * The one bridge from the model to Lit: redraws `host` when a listed observable changes, and lets go on disconnect.
 * @param list - Called before each drawing, so that the list may follow what is shown. Holes are skipped.
 */
export function observe(host: ReactiveElement, list: () => readonly (Observable | undefined)[]): void {
  host.addController(new Observer(host, list));
}

class Observer implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #list: () => readonly (Observable | undefined)[];
  readonly #held = new Map<Observable, Subscription>();
  #listening = false;

  constructor(host: ReactiveElement, list: () => readonly (Observable | undefined)[]) {
    this.#host = host;
    this.#list = list;
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  /** Takes what is new in the list and drops what is gone, so that an unchanged list costs no subscription. */
  hostUpdate(): void {
    if (!this.#host.isConnected) return;
    const wanted = new Set(this.#list().filter(observable => observable !== undefined));
    for (const [observable, subscription] of this.#held) {
      if (wanted.has(observable)) continue;
      subscription.dispose();
      this.#held.delete(observable);
    }
    this.#listening = false; // `changed` calls at once; that value is about to be drawn anyway
    for (const observable of wanted) {
      if (!this.#held.has(observable)) this.#held.set(observable, observable.changed(this.#redraw));
    }
    this.#listening = true;
  }

  hostDisconnected(): void {
    for (const subscription of this.#held.values()) subscription.dispose();
    this.#held.clear();
  }

  readonly #redraw = (): void => {
    if (this.#listening) this.#host.requestUpdate();
  };
}
