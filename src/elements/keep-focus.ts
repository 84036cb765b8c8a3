import type { LitElement, ReactiveController } from 'lit';

/**
 * Keeps the keyboard focus inside `host` when the control that had it disappears in a redraw.
 * @param fallback - Called then. Gives what should have the focus instead, nearest in meaning.
 */
export function keepFocus(host: LitElement, fallback: () => HTMLElement | null | undefined): void {
  host.addController(new FocusKeeper(host, fallback));
}

class FocusKeeper implements ReactiveController {
  readonly #host: LitElement;
  readonly #fallback: () => HTMLElement | null | undefined;
  #focused: Element | null = null;

  constructor(host: LitElement, fallback: () => HTMLElement | null | undefined) {
    this.#host = host;
    this.#fallback = fallback;
  }

  hostUpdate(): void {
    this.#focused = this.#host.shadowRoot?.activeElement ?? null;
  }

  hostUpdated(): void {
    const lost = this.#focused && (!this.#focused.isConnected || this.#focused.closest('[hidden]') !== null);
    this.#focused = null;
    if (lost) this.#fallback()?.focus();
  }
}
