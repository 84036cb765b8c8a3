import { isServer } from 'lit';

/** The names that page CSS can ask for with `:state(name)`. Safe to make where there is no DOM. */
export class CustomStates<Name extends string> {
  readonly #states: Set<string> | undefined;

  constructor(host: HTMLElement) {
    this.#states = isServer ? undefined : host.attachInternals().states;
  }

  /** Shows exactly `names`; holes are skipped. */
  show(...names: readonly (Name | undefined | false)[]): void {
    this.#states?.clear();
    for (const name of names) if (name) this.#states?.add(name);
  }
}
