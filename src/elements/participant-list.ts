import { html, nothing, type TemplateResult } from 'lit';
import type { Participant } from '../model/index.js';
import { avatar } from './avatar.js';
import { ConversationElement } from './conversation-element.js';
import { styles } from './participant-list.styles.js';
import { personName } from './person-name.js';
import { strings } from './strings.js';
import { look } from './theme.styles.js';

/**
 * Who else is in a conversation. Somebody who is being asked in is shown so until they answer.
 *
 * @tagname participant-list
 * @csspart list - All people.
 * @csspart person - One of them; also `pending` while being asked.
 * @csspart pending - Somebody who is being asked.
 * @csspart avatar - Their initials.
 * @csspart name - Their name.
 * @csspart note - “being asked”, “guest”.
 * @cssproperty [--chat-accent] - As this, all the `--chat-…` properties of `<chat-conversation>` count here too.
 */
export class ParticipantListElement extends ConversationElement {
  static override readonly tag = 'participant-list';
  static override styles = [look, styles];

  protected override render() {
    const people = this.conversation?.participants() ?? [];
    return html`<div class="line wrap" part="list" role="list" aria-label=${strings.peopleInChat}>
      ${people.map(participant => this.#person(participant))}
    </div>`;
  }

  #person(participant: Participant): TemplateResult {
    const pending = participant.state() === 'Connecting';
    const note = pending ? strings.beingAsked : participant.isAnonymous() ? strings.guest : '';
    return html`<div
      class="person line ${pending ? 'pending' : ''}"
      part="person ${pending ? 'pending' : ''}"
      role="listitem"
    >
      ${avatar(participant.person)}
      <bdi class="cut" part="name">${personName(participant.person)}</bdi>
      ${note ? html`<span class="note" part="note">${note}</span>` : nothing}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'participant-list': ParticipantListElement;
  }
}
