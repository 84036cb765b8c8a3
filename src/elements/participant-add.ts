import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Application, Conversation, Person } from '../model/index.js';
import { applicationContext } from './application-context.js';
import { moveByArrows, oneTabStop } from './arrow-keys.js';
import { ChosenPerson, chosenPerson, isAddress } from './chosen-person.js';
import { consume } from './context.js';
import { ConversationElement } from './conversation-element.js';
import { drawRows } from './draw-rows.js';
import { faceStyles } from './face.styles.js';
import { fire } from './fire.js';
import { foundPeople } from './found-people.js';
import './further-strings.js';
import { styles } from './participant-add.styles.js';
import { PersonSearch } from './person-search.js';
import { reasonText } from './reason-sentence.js';
import { look } from './theme.styles.js';

/** What browsers give as `keyCode` for a key that an input method has taken. */
const TAKEN_BY_INPUT_METHOD = 229;

/**
 * A form that asks people into the conversation, several at once. While a name is typed it looks among those whom the server
 * knows; anybody else is chosen by SIP address. Each shows that they are being asked; who does not come stays chosen, with
 * the reason beside them, to be asked again.
 *
 * @example
 * ```html
 * <chat-conversation target-sip="sip:bob@contoso.example">
 *   <participant-add></participant-add>
 *   <message-list></message-list>
 *   <message-composer></message-composer>
 * </chat-conversation>
 * ```
 * @tagname participant-add
 * @fires {ParticipantAddEvent} participant-add - Before a person is asked; cancel it to ask them nothing.
 * @fires {ParticipantAddedEvent} participant-added - A person has joined.
 * @slot actions - Buttons beside the title of the form.
 * @csspart form - Everything.
 * @csspart label - The words above the box.
 * @csspart chosen - All who are chosen.
 * @csspart person - One of them; also `asked` while being asked, and `refused` when they did not come.
 * @csspart asked - Somebody who is being asked.
 * @csspart refused - Somebody who did not come.
 * @csspart name - The name of somebody, chosen or found.
 * @csspart take-out - The button that takes out somebody who is chosen.
 * @csspart address - The box to write a name or an address in.
 * @csspart add - The button that asks all who are chosen.
 * @csspart found - The list of people found.
 * @csspart option - One of them; also `active` when Enter chooses them, and `present` when they cannot be chosen.
 * @csspart active - The one whom Enter chooses.
 * @csspart present - Somebody who is here, being asked, or chosen already.
 * @csspart avatar - The initials of somebody.
 * @csspart presence-badge - How available they are.
 * @csspart note - The address of somebody found, or why they cannot be chosen.
 * @csspart status - Says what the search has found, and that people are being asked.
 * @csspart error - Says why somebody did not come, or what is wrong with what was written.
 * @cssState asking - Somebody is being asked.
 * @cssState refused - Somebody who is chosen did not come.
 * @cssState empty - Nobody is chosen.
 */
export class ParticipantAddElement extends ConversationElement {
  static override readonly tag = 'participant-add';
  static override styles = [look, faceStyles, styles];
  static override properties: PropertyDeclarations = {
    application: { attribute: false },
    value: { attribute: false },
    chosen: { state: true },
    error: { state: true },
    said: { state: true },
  };
  /** Among whose people it looks. Comes from the nearest `<chat-provider>` unless the page sets it. */
  get application(): Application | undefined {
    return this.#given ?? this.#near();
  }
  set application(application: Application | undefined) {
    this.#given = application;
  }
  /** What stands in the box. */
  value = '';
  private chosen: readonly ChosenPerson[] = [];
  private error = '';
  /** Spoken by screen readers. */
  private said = '';

  readonly #near = consume(this, applicationContext);
  readonly #search = new PersonSearch();
  #given: Application | undefined;
  #shown: Conversation | undefined;
  /** Enter was pressed before anybody was found. */
  #hurried = false;

  /** The addresses of those who are chosen and have not joined. */
  get addresses(): readonly string[] {
    return this.chosen.map(({ address }) => address);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#search.stop();
  }

  protected override willUpdate(): void {
    const { conversation } = this;
    if (conversation !== this.#shown) {
      this.#shown = conversation;
      this.chosen = [];
      this.error = this.said = this.value = '';
      this.#search.stop();
    }
    if (this.#search.state() === 'done') queueMicrotask(() => this.#useFound());
    this.showStates(
      this.chosen.some(({ isAsked }) => isAsked()) && 'asking',
      this.chosen.some(({ refusal }) => refusal() !== undefined) && 'refused',
      !this.chosen.length && 'empty',
    );
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    drawRows(
      this.renderRoot.querySelector('.chosen'),
      this.chosen,
      chosen => chosen,
      chosen => chosenPerson(chosen, () => this.#takeOutByButton(chosen), this.term),
    );
  }

  protected override updated(): void {
    const box = this.#box;
    if (box && box.value !== this.value) box.value = this.value;
    oneTabStop(this.#buttons, this.shadowRoot?.activeElement);
    this.renderRoot.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
  }

  protected override nextFocus(): HTMLElement | null {
    return this.#box;
  }

  /** Puts the keyboard into the box. */
  override focus(options?: FocusOptions): void {
    this.#box?.focus(options);
  }

  /** Chooses somebody, by address or as a person, without asking them yet. Once is enough. */
  choose(whom: string | Person): void {
    const chosen = new ChosenPerson(whom);
    if (!this.chosen.some(other => other.has(chosen.address))) this.chosen = [...this.chosen, chosen];
    this.error = this.value = '';
    this.#search.stop();
  }

  /**
   * Asks all who are chosen, and whoever is written in the box. Resolves when each has joined or did not come. Does nothing
   * when there is nobody to ask.
   */
  async add(): Promise<void> {
    if (!this.#chooseWritten() || !this.chosen.length) return;
    const enabled = this.conversation?.participants.add.enabled;
    if (!enabled?.()) {
      this.error = reasonText(enabled?.reason, '', this.term);
      return;
    }
    this.said = '';
    await Promise.all(this.chosen.filter(({ isAsked }) => !isAsked()).map(chosen => this.#ask(chosen)));
  }

  protected override render() {
    const { error, said } = this;
    const [hint, look] = this.#hint();
    return html`<form class="form" part="form" novalidate @submit=${this.#addOnSubmit} @focusout=${this.#foldWhenLeft}>
      <div class="head line">
        <label for="address" class="title" part="label">${this.term('addPeople')}</label>
        <slot name="actions"></slot>
      </div>
      <div
        class="chosen"
        part="chosen"
        role="list"
        aria-label=${this.term('chosenPeople')}
        ?hidden=${!this.chosen.length}
        @keydown=${this.#moveAmongChosen}
      ></div>
      <div class="line">
        ${this.#combobox()}
        <button class="primary" part="add" aria-disabled=${!this.#possible}>${this.term('add')}</button>
      </div>
      ${foundPeople(
        this.#search,
        {
          choose: person => this.#chooseFound(person),
          more: () => this.#search.more(this.application),
          standing: person => this.#standing(person),
        },
        this.term,
      )}
      <div id="outcome" class="outcome quiet" role="status">
        ${error ? html`<p class="alarm" part="error"><bdi>${error}</bdi></p>` : nothing}
        ${hint ? html`<p class=${look} part="status"><bdi>${hint}</bdi></p>` : nothing}
        ${said ? html`<p class="unseen">${said}</p>` : nothing}
      </div>
    </form>`;
  }

  #combobox(): TemplateResult {
    const { isOpen, active } = this.#search;
    return html`<input
      id="address"
      part="address"
      role="combobox"
      aria-autocomplete="list"
      aria-expanded=${isOpen}
      aria-controls="found"
      aria-activedescendant=${isOpen && active() >= 0 ? `option-${active()}` : nothing}
      aria-invalid=${this.error ? true : nothing}
      aria-describedby="outcome"
      inputmode="email"
      enterkeyhint="done"
      autocomplete="off"
      autocapitalize="none"
      spellcheck="false"
      dir="auto"
      placeholder=${this.term('nameOrAddress')}
      @input=${this.#lookFor}
      @paste=${this.#choosePasted}
      @keydown=${this.#chooseByKey}
    />`;
  }

  /** What is going on, and how it looks. */
  #hint(): readonly [text: string, look?: string] {
    const asked = this.chosen.filter(({ isAsked }) => isAsked()).map(({ name }) => name);
    if (asked.length) return [this.term('asking', new Intl.ListFormat(this.language).format(asked))];
    const text = this.value.trim();
    const { state, found } = this.#search;
    if (this.error || !text || isAddress(text)) return [''];
    if (state() === 'failed') return [this.term('searchFailed'), 'alarm'];
    if (state() === 'searching') return [found().length ? '' : this.term('searching')];
    if (state() !== 'done') return [''];
    return found().length ? [this.term('found', found().length), 'unseen'] : [this.term('nobodyFound', text)];
  }

  /** Why somebody cannot be chosen; `''` when they can. */
  #standing(person: Person): string {
    const present = this.conversation
      ?.participants()
      .find(one => one.person === person)
      ?.state();
    if (present === 'InLobby' || present === 'Connecting') return this.term(present);
    if (present) return this.term('isHere');
    return this.chosen.some(({ address }) => address === person.id()) ? this.term('isChosen') : '';
  }

  /** There is somebody to ask, and nothing against it. */
  get #possible(): boolean {
    const somebody = !!this.value.trim() || this.chosen.some(({ isAsked }) => !isAsked());
    return somebody && this.conversation?.participants.add.enabled() === true;
  }

  get #box(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input');
  }

  get #buttons(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.chosen button')];
  }

  #lookFor(): void {
    this.value = this.#box?.value ?? '';
    this.error = this.said = '';
    this.#hurried = false;
    this.#search.look(this.application, this.value.trim());
  }

  /** A list of addresses, from an e-mail or a table, becomes as many people. */
  #choosePasted(event: ClipboardEvent): void {
    const several = (event.clipboardData?.getData('text/plain') ?? '').split(/[,;\s]+/).filter(Boolean);
    if (several.length < 2 || !several.every(isAddress)) return;
    event.preventDefault();
    for (const address of several) this.choose(address);
  }

  /** Somebody has been found: Enter chooses the first, unless an address is written; it may have been pressed before. */
  #useFound(): void {
    const { active, found, isOpen } = this.#search;
    if (!isOpen || active() >= 0 || isAddress(this.value.trim())) return;
    const at = found().findIndex(person => !this.#standing(person));
    const first = found()[at];
    if (!first) return;
    if (this.#hurried) this.#chooseFound(first);
    else active(at);
  }

  #chooseByKey(event: KeyboardEvent): void {
    if (event.isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD) return;
    if (this.#actByKey(event.key)) event.preventDefault();
    // What closes the list closes nothing around it.
    if (event.key === 'Escape' && event.defaultPrevented) event.stopPropagation();
  }

  /** @returns Whether the key has done something. */
  #actByKey(key: string): boolean {
    const { isOpen, active, found, state, folded } = this.#search;
    const text = this.value.trim();
    const person = isOpen ? found()[active()] : undefined;
    if (key === 'ArrowDown' || key === 'ArrowUp') this.#search.move(key === 'ArrowDown' ? 1 : -1);
    else if (key === 'Enter' && person) this.#chooseFound(person);
    else if (key === 'Enter' && state() === 'searching' && !isAddress(text)) this.#hurried = true;
    else if (key === 'Escape' && isOpen) folded(true);
    else if ((key === ',' || key === ';') && isAddress(text)) this.choose(text);
    else if (key === 'Backspace' && !this.value) this.#takeOut(this.chosen.findLast(({ isAsked }) => !isAsked()));
    else if (/^Arrow(Left|Right)$/.test(key) && !this.value) this.#buttons.at(-1)?.focus();
    else return false;
    return true;
  }

  #moveAmongChosen(event: KeyboardEvent): void {
    if (moveByArrows(event, this.#buttons) || !/^(Backspace|Delete)$/.test(event.key)) return;
    event.preventDefault();
    (event.target as HTMLElement).click();
  }

  #chooseFound(person: Person): void {
    if (!this.#standing(person)) this.choose(person);
  }

  /** @returns Whether there is nothing wrong with what is written. */
  #chooseWritten(): boolean {
    this.value = this.#box?.value ?? this.value;
    const text = this.value.trim();
    this.error = text && !isAddress(text) ? this.term('notAnAddress', text) : '';
    if (this.error || !text) return !this.error;
    const found = this.#search.found().find(person => new ChosenPerson(person).has(text));
    this.choose(found ?? text);
    return true;
  }

  #takeOut(chosen: ChosenPerson | undefined): void {
    this.chosen = this.chosen.filter(other => other !== chosen);
  }

  /** The keyboard goes on to the next one's button. */
  #takeOutByButton(chosen: ChosenPerson): void {
    const buttons = this.#buttons;
    const at = this.chosen.filter(({ isAsked }) => !isAsked()).indexOf(chosen);
    if (buttons[at] === this.shadowRoot?.activeElement) (buttons[at + 1] ?? buttons[at - 1] ?? this.#box)?.focus();
    this.#takeOut(chosen);
  }

  async #ask(chosen: ChosenPerson): Promise<void> {
    const { address, person, whom, name, isAsked, refusal } = chosen;
    const { conversation } = this;
    if (!conversation || !fire(this, 'participant-add', { address, person }, true)) return;
    isAsked(true);
    refusal(undefined);
    try {
      const added = conversation.participants.add(whom);
      // Before the chat is started nobody is asked, and there is nothing to wait for.
      if (conversation.phase() === 'idle') added.catch(() => {});
      else await added;
      this.#takeOut(chosen);
      fire(this, 'participant-added', { address, person });
    } catch (reason) {
      refusal(reason);
      this.said = reasonText(reason, name, this.term);
    } finally {
      isAsked(false);
    }
  }

  #foldWhenLeft({ currentTarget, relatedTarget }: FocusEvent): void {
    if (!(currentTarget as HTMLElement).contains(relatedTarget as Node | null)) this.#search.folded(true);
  }

  #addOnSubmit(event: SubmitEvent): void {
    event.preventDefault();
    void this.add();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'participant-add': ParticipantAddElement;
  }
}
