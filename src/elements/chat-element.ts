import {
  isServer,
  ReactiveElement,
  render,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { update as redrawAll } from '@shoelace-style/localize';
import { Computed, type Subscription } from '../observable/index.js';
import { define } from './define.js';
import { Localizer, textOf, type Strings, type Term } from './localize.js';

/**
 * What all chat elements share. It is the one bridge from the model to Lit: an element draws itself anew when something
 * in the model changes that its last drawing has read, and lets go of the model while it is in no document. Of Lit it takes
 * the base class and the templates; what `LitElement` adds to the two is written out in `update`.
 *
 * @attr {string} lang - The language that it speaks, as everywhere in HTML: `de`, `de-AT`. The nearest one above it counts too.
 */
export abstract class ChatElement extends ReactiveElement {
  /** The name to register the class by. */
  static readonly tag: string;
  static override properties: PropertyDeclarations = { strings: { attribute: false } };
  /** Texts in place of the element's own, by their names in `strings.ts`. */
  strings: Partial<Strings> = {};
  /**
   * What only the element itself may do with the browser: its states, and its part in a form.
   * @internal
   */
  protected readonly internals: ElementInternals | undefined = isServer ? undefined : this.attachInternals();
  readonly #localizer = new Localizer(this);
  /** What is inside is of the registry that the element is of. Others take the options for `true`. */
  readonly #scope = {
    importNode: <Kind extends Node>(node: Kind): Kind =>
      document.importNode(node, { customElementRegistry: this.customElementRegistry as CustomElementRegistry }),
  };
  #outdated: Subscription | undefined;

  /**
   * Gives a text of the element, as the page or the language has it.
   * @internal
   */
  protected readonly term: Term = (key, ...values) =>
    key in this.strings ? textOf(this.strings[key], values) : this.#localizer.term(key, ...values);

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  /**
   * Registers the element by its `tag`.
   * @param registry - Where; the page's own unless a scoped one is given.
   */
  static define(this: CustomElementConstructor & typeof ChatElement, registry?: CustomElementRegistry): void {
    define(this.tag, this, registry);
  }

  /** @internal */
  override attachShadow(options: ShadowRootInit): ShadowRoot {
    return super.attachShadow({ ...options, customElementRegistry: this.customElementRegistry });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate(); // takes up again what was let go
  }

  override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    super.attributeChangedCallback(name, before, value);
    if (name === 'lang' && this.hasUpdated) redrawAll(); // what is inside has the same language
  }

  /**
   * The language that the element is drawn in, `de-AT`: of the nearest `lang` above it, else of the browser.
   * @internal
   */
  protected get language(): string {
    return this.#localizer.lang();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#outdated?.dispose();
  }

  /** What stands in the shadow root. */
  protected abstract render(): TemplateResult;

  protected override update(changed: PropertyValues): void {
    const drawing = this.render();
    super.update(changed);
    render(drawing, this.renderRoot, { host: this, creationScope: this.#scope });
  }

  override performUpdate(): void {
    if (!this.isUpdatePending) return;
    const focused = this.shadowRoot?.activeElement;
    this.#localizer.refresh();
    let drawn = false;
    // Undefined when it has read and drawn, and true, reading nothing, as soon as one of the things read changes.
    const outdated = Computed(() => {
      if (drawn) return true;
      drawn = true;
      super.performUpdate();
      return undefined;
    });
    outdated();
    this.#outdated?.dispose();
    if (this.isConnected) this.#outdated = outdated.changed(() => this.requestUpdate());
    if (focused && (!focused.isConnected || focused.closest('[hidden]'))) this.nextFocus?.()?.focus();
  }

  /**
   * What gets the keyboard focus, nearest in meaning, when the control that had it disappears in a redraw.
   * @internal
   */
  protected nextFocus?(): HTMLElement | null | undefined;

  /**
   * Shows exactly `names` to the CSS of the page, which asks for them with `:state(name)`; holes are skipped.
   * @internal
   */
  protected showStates(...names: readonly (string | undefined | false)[]): void {
    const states = this.internals?.states;
    states?.clear();
    for (const name of names) if (name) states?.add(name);
  }
}
