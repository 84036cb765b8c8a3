import { html, nothing, type TemplateResult } from 'lit';
import type { Conversation } from '../model/index.js';
import { avatar } from './avatar.js';
import { button } from './conversation-notice.js';
import type { Term } from './localize.js';
import { bareAddress, personName } from './person-name.js';

/** What stands where the messages will be: whom it is with and, before it is started, how to start it. */
export function emptyConversation(conversation: Conversation, start: () => void, term: Term): TemplateResult {
  const phase = conversation.phase();
  const person = conversation.participants()[0]?.person;
  if (phase === 'active' || !person) return html`<slot name="empty">${term('sayHello')}</slot>`;
  const name = personName(person);
  const address = bareAddress(person.id());
  return html`<slot name="empty">
    <div class="face">${avatar(person)}</div>
    <p class="title"><bdi>${name}</bdi></p>
    ${address === name ? nothing : html`<p class="quiet">${address}</p>`}
    ${
      phase === 'idle' && conversation.chatService.start.enabled()
        ? html`<p>${term('startHint')}</p>
            ${button(term('startChat'), start)}`
        : nothing
    }
  </slot>`;
}
