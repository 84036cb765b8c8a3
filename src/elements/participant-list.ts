import { html, nothing, type TemplateResult } from 'lit';
import type { Participant } from '../model/index.js';
import { avatar } from './avatar.js';
import { ConversationElement } from './conversation-element.js';
import './further-strings.js';
import { styles } from './participant-list.styles.js';
import { personName } from './person-name.js';
import { look } from './theme.styles.js';

/**
 * Who else is in a conversation. Somebody who is being asked in is shown so until they answer. A leader of a group has
 * buttons beside each of them: to let in, refuse, remove, give another role.
 *
 * @example
 * ```html
 * <chat-conversation target-sip="sip:bob@contoso.example">
 *   <participant-list></participant-list>
 *   <message-list></message-list>
 *   <message-composer></message-composer>
 * </chat-conversation>
 * ```
 * @tagname participant-list
 * @csspart list - All people.
 * @csspart person - One of them; also `pending` while being asked.
 * @csspart pending - Somebody who is being asked.
 * @csspart avatar - Their initials.
 * @csspart name - Their name.
 * @csspart note - “being asked”, “guest”, “waits to be let in”.
 * @csspart more - What a leader can do about somebody who is in, folded up.
 * @csspart action - Each button of a leader.
 * @cssproperty [--chat-accent] - As this, all the `--chat-…` properties of `<chat-conversation>` count here too.
 */
export class ParticipantListElement extends ConversationElement {
  static override readonly tag = 'participant-list';
  static override styles = [look, styles];

  protected override render() {
    const people = this.conversation?.participants() ?? [];
    return html`<div class="line wrap" part="list" role="list" aria-label=${this.term('peopleInChat')}>
      ${people.map(participant => this.#person(participant))}
    </div>`;
  }

  #person(participant: Participant): TemplateResult {
    const { person, state, role, isAnonymous } = participant;
    const now = state();
    const pending = now === 'Connecting' || now === 'InLobby' ? this.term(now) : '';
    const note = pending || (role() === 'Leader' ? this.term('leader') : isAnonymous() ? this.term('guest') : '');
    return html`<div
      class="person line wrap ${pending ? 'pending' : ''}"
      part="person ${pending ? 'pending' : ''}"
      role="listitem"
    >
      ${avatar(person)}
      <bdi class="cut" part="name">${personName(person)}</bdi>
      ${note ? html`<span class="note" part="note">${note}</span>` : nothing}${this.#actions(participant)}
    </div>`;
  }

  #actions(participant: Participant): unknown {
    const { role, admit, reject, person } = participant;
    const remove = this.conversation?.participants.remove;
    const button = (words: string, act: () => Promise<unknown>): TemplateResult =>
      html`<button
        part="action"
        aria-label="${words}: ${personName(person)}"
        @click=${() => act().catch(() => {}) /* what is refused stays as it is */}
      >
        ${words}
      </button>`;
    if (admit.enabled()) return [button(this.term('letIn'), admit), button(this.term('refuse'), reject)];
    if (participant.state() !== 'Connected' || !remove?.enabled()) return nothing;
    const next = role() === 'Leader' ? 'Attendee' : 'Leader';
    return html`<details part="more">
      <summary aria-label="${this.term('more')}: ${personName(person)}">…</summary>
      <div class="line wrap">
        ${button(this.term(next), () => role.set(next))}${button(this.term('remove'), () => remove(participant))}
      </div>
    </details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'participant-list': ParticipantListElement;
  }
}
