import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Conversation } from '../model/index.js';
import { ConversationElement } from './conversation-element.js';
import { fire } from './fire.js';
import './further-strings.js';
import { styles } from './participant-add.styles.js';
import { bareAddress } from './person-name.js';
import { reasonText } from './reason-sentence.js';
import { look } from './theme.styles.js';

/** Something, an `@`, something: with or without a scheme. What else is wrong with it, the server says. */
const ADDRESS = /^(?:sips?:)?[^\s@:]+@[^\s@]+$/i;

/**
 * A form that asks a person into the conversation by SIP address. When they do not come, it says why and keeps the
 * address.
 *
 * @example
 * ```html
 * <chat-conversation target-sip="sip:bob@contoso.example">
 *   <message-list></message-list>
 *   <message-composer></message-composer>
 *   <participant-add></participant-add>
 * </chat-conversation>
 * ```
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
  static override readonly tag = 'participant-add';
  static override styles = [look, styles];
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override properties: PropertyDeclarations = { asking: { state: true }, error: { state: true } };
  private asking = '';
  private error = '';

  /** Asks whoever is written in the box. Does nothing when it is blank, somebody is being asked, or adding is off. */
  async add(): Promise<void> {
    const box = this.renderRoot.querySelector('input');
    const text = box?.value.trim();
    const add = this.#add();
    if (!box || !text || !add) return;
    this.error = ADDRESS.test(text) ? '' : this.term('notAnAddress', text);
    if (this.error || !fire(this, 'participant-add', { address: text }, true)) return;
    this.asking = bareAddress(text);
    try {
      const added = add(/^sips?:/i.test(text) ? text : `sip:${text}`);
      // Before the chat is started nobody is asked, and there is nothing to wait for.
      if (this.conversation?.phase() === 'idle') added.catch(() => {});
      else await added;
      box.value = '';
      fire(this, 'participant-added', { address: text });
    } catch (reason) {
      this.error = reasonText(reason, this.asking, this.term);
    } finally {
      this.asking = '';
    }
  }

  protected override render(): TemplateResult {
    return html`<form class="form" part="form" @submit=${this.#addOnSubmit}>
      <label for="address" class="title" part="label">${this.term('addPerson')}</label>
      <div class="line">
        <input
          id="address"
          part="address"
          inputmode="email"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          dir="ltr"
          placeholder=${this.term('addressExample')}
          ?readonly=${this.asking}
          aria-invalid=${this.error ? true : nothing}
          aria-describedby="outcome"
        />
        <button class="primary" part="add" aria-disabled=${!this.#add()}>${this.term('add')}</button>
      </div>
      <p id="outcome" class="quiet" role="status">
        ${this.asking ? html`<span part="status">${this.term('asking', this.asking)}</span>` : nothing}
        ${this.error ? html`<span class="alarm" part="error">${this.error}</span>` : nothing}
      </p>
    </form>`;
  }

  /** The command that asks somebody in, while it may be used. */
  #add(): Conversation['participants']['add'] | undefined {
    const add = this.conversation?.participants.add;
    return !this.asking && add?.enabled() ? add : undefined;
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
