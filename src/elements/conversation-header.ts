import { html, nothing, type TemplateResult } from 'lit';
import type { Conversation } from '../model/index.js';
import { avatar } from './avatar.js';
import { conversationTitle, peopleInside } from './conversation-title.js';
import { addIcon } from './icons.js';
import { stateLine } from './conversation-state.js';
import type { Term } from './localize.js';

const SHOWN_AVATARS = 3;

/** What the header can do. */
export interface HeaderActions {
  /** The form to add a person is open. */
  readonly adding: boolean;
  readonly toggleAdding: () => void;
  readonly end: () => void;
}

/** The top of a conversation: who, how it stands, and buttons to add a person and to end. */
export function header(conversation: Conversation, actions: HeaderActions, term: Term): TemplateResult {
  const people = peopleInside(conversation);
  return html`<div class="header line" part="header">
    <slot name="header">
      <div class="faces">
        ${people.slice(0, SHOWN_AVATARS).map(({ person }) => avatar(person))}
        ${
          people[0] && !conversation.isGroupConversation()
            ? html`<presence-badge exportparts="badge:presence-badge" .person=${people[0].person}></presence-badge>`
            : nothing
        }
      </div>
      <div class="words">
        <p class="title cut" part="title">
          <bdi>${conversation.topic() || conversationTitle(conversation) || term('groupChat')}</bdi>
        </p>
        <p class="quiet cut" part="state"><bdi>${stateLine(conversation, term)}</bdi></p>
      </div>
    </slot>
    ${buttons(conversation, actions, term)}
  </div>`;
}

function buttons(conversation: Conversation, { adding, toggleAdding, end }: HeaderActions, term: Term): unknown {
  const group = conversation.isGroupConversation();
  const phase = conversation.phase();
  const addable = phase === 'active' || (phase === 'idle' && group); // whom to ask first
  if (!addable) return nothing;
  return html`<button
      class="bare round"
      part="add-button"
      aria-label=${term('addPerson')}
      aria-expanded=${adding}
      aria-controls="side"
      ?hidden=${!conversation.participants.add.enabled()}
      @click=${toggleAdding}
    >
      ${addIcon}</button
    ><button
      part="end-button"
      ?hidden=${phase === 'idle'}
      aria-label=${group ? term('leaveChat') : term('endChat')}
      @click=${end}
    >
      ${group ? term('leave') : term('end')}
    </button>`;
}
