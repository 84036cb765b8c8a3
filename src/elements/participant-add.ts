import { html, nothing } from 'lit';
import { query } from 'lit/decorators/query.js';
import { state } from 'lit/decorators/state.js';
import type { Conversation } from '../model/index.js';
import { controls } from './control.styles.js';
import { ConversationElement } from './conversation-element.js';
import { define } from './define.js';
import { observe } from './observe.js';
import { ParticipantAddEvent, ParticipantAddedEvent } from './participant-add.events.js';
import { styles } from './participant-add.styles.js';
import { bareAddress } from './person-name.js';
import { reasonSentence } from './reason-sentence.js';
import { strings } from './strings.js';
import { theme } from './theme.styles.js';

/** Something, an `@`, something: with or without a scheme. What else is wrong with it, the server says. */
const ADDRESS = /^(?:sips?:)?[^\s@:]+@[^\s@]+$/i;

/**
 * A form that asks a person into the conversation by SIP address. When they do not come, it says why and keeps the
 * address.
 *
 * @tagname participant-add
 * @fires {ParticipantAddEvent} participant-add - Before the person is asked; cancel it to ask nobody.
 * @fires {ParticipantAddedEvent} participant-added - The person has joined.
 * @csspart form - Everything.
 * @csspart label - The words above the box.
 * @csspart address - The box to write the address in.
 * @csspart add - The button that asks.
 * @csspart status - Says that the person is being asked.
 * @csspart error - Says why the person did not come.
 * @cssproperty [--chat-accent] - As this, all the `--chat-…` properties of `<chat-conversation>` count here too.
 */
export class ParticipantAddElement extends ConversationElement {
  static override styles = [theme, controls, styles];
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  @query('input') private readonly box!: HTMLInputElement;
  @state() private asking = '';
  @state() private error = '';

  constructor() {
    super();
    observe(this, () => [this.conversation?.participants.add.enabled]);
  }

  /** Asks whoever is written in the box. Does nothing when it is blank, somebody is being asked, or adding is off. */
  async add(): Promise<void> {
    const text = this.box.value.trim();
    const { conversation } = this;
    if (!text || !conversation || !this.#canAdd()) return;
    this.error = ADDRESS.test(text) ? '' : strings.notAnAddress(text);
    if (this.error || !this.dispatchEvent(new ParticipantAddEvent(text))) return;
    await this.#ask(conversation, text);
  }

  protected override render() {
    return html`<form class="form" part="form" @submit=${this.#addOnSubmit}>
      <label for="address" part="label">${strings.addPerson}</label>
      <div class="line">
        <input
          id="address"
          part="address"
          inputmode="email"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          dir="ltr"
          placeholder=${strings.addressExample}
          ?readonly=${Boolean(this.asking)}
          aria-invalid=${this.error ? 'true' : nothing}
          aria-describedby="outcome"
        />
        <button class="primary" part="add" aria-disabled=${!this.#canAdd()}>${strings.add}</button>
      </div>
      <p id="outcome" role="status">
        ${this.asking ? html`<span part="status">${strings.asking(this.asking)}</span>` : nothing}
        ${this.error ? html`<span class="error" part="error">${this.error}</span>` : nothing}
      </p>
    </form>`;
  }

  #canAdd(): boolean {
    return !this.asking && (this.conversation?.participants.add.enabled() ?? false);
  }

  async #ask(conversation: Conversation, text: string): Promise<void> {
    this.asking = bareAddress(text);
    try {
      await conversation.participants.add(/^sips?:/i.test(text) ? text : `sip:${text}`);
      this.box.value = '';
      this.dispatchEvent(new ParticipantAddedEvent(text));
    } catch (reason) {
      const { what, next } = reasonSentence(reason, this.asking);
      this.error = `${what} ${next}`;
    } finally {
      this.asking = '';
    }
  }

  readonly #addOnSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    void this.add();
  };

  /** Registers `<participant-add>`. */
  static define(registry?: CustomElementRegistry): void {
    define('participant-add', this, registry);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'participant-add': ParticipantAddElement;
  }
}
