import { html, nothing, type TemplateResult } from 'lit';
import type { Conversation } from '../model/index.js';
import { noticeText } from './conversation-state.js';
import { strings } from './strings.js';

/** What can be done from a notice. */
export interface NoticeActions {
  readonly accept: () => void;
  readonly decline: () => void;
  readonly cancel: () => void;
  /** Missing when the chat cannot be started now. */
  readonly startAgain: (() => void) | undefined;
}

/** Ringing, an invitation, or the end, with what can be done about it; nothing while chatting, or before. */
export function notice(conversation: Conversation, actions: NoticeActions): TemplateResult | typeof nothing {
  const text = noticeText(conversation);
  const phase = conversation.phase();
  return text
    ? html`<div class="notice ${phase}" part="notice">
        <p><bdi>${text}</bdi></p>
        <div class="answers">${buttons(conversation, actions)}</div>
      </div>`
    : nothing;
}

function buttons(
  conversation: Conversation,
  { accept, decline, cancel, startAgain }: NoticeActions,
): TemplateResult | typeof nothing {
  switch (conversation.phase()) {
    case 'inviting':
      return html`<button part="button" @click=${cancel}>${strings.cancel}</button>`;
    case 'ended':
      return startAgain
        ? html`<button class="primary" part="button" @click=${startAgain}>${strings.startAgain}</button>`
        : nothing;
    default:
      return conversation.chatService.accept.enabled()
        ? html`<button part="button" @click=${decline}>${strings.decline}</button
            ><button class="primary" part="button" @click=${accept}>${strings.accept}</button>`
        : nothing;
  }
}
