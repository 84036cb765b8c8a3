import { isServer } from 'lit';

/** The names that page CSS can ask for with `:state(name)`. Safe to make where there is no DOM. */
export class CustomStates<Name extends string> {
  readonly #states: Set<string> | undefined;

  constructor(host: HTMLElement) {
    this.#states = isServer ? undefined : host.attachInternals().states;
  }

  /** Shows exactly `names`. */
  show(...names: readonly Name[]): void {
    if (!this.#states) return;
    for (const state of [...this.#states]) if (!names.some(name => name === state)) this.#states.delete(state);
    for (const name of names) this.#states.add(name);
  }
}
