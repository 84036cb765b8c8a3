import type { LitElement } from 'lit';

/**
 * Keeps the keyboard focus inside `host` when the control that had it disappears in a redraw.
 * @param fallback - Called then. Gives what should have the focus instead, nearest in meaning.
 */
export function keepFocus(host: LitElement, fallback: () => HTMLElement | null | undefined): void {
  let focused: Element | null | undefined;
  host.addController({
    hostUpdate() {
      focused = host.shadowRoot?.activeElement;
    },
    hostUpdated() {
      if (focused && (!focused.isConnected || focused.closest('[hidden]'))) fallback()?.focus();
    },
  });
}
