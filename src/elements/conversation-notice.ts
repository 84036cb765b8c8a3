import { html, nothing, type TemplateResult } from 'lit';
import type { Conversation } from '../model/index.js';
import { noticeText } from './conversation-state.js';
import { strings } from './strings.js';

/** What can be done from a notice. */
export interface NoticeActions {
  readonly end: () => void;
  /** Missing when the chat cannot be started now. */
  readonly startAgain: (() => void) | undefined;
}

/** Ringing, an invitation, or the end, with what can be done about it; nothing while chatting, or before. */
export function notice(conversation: Conversation, actions: NoticeActions): TemplateResult | typeof nothing {
  const text = noticeText(conversation);
  return text
    ? html`<div class="notice card line wrap" part="notice">
        <p class="words"><bdi>${text}</bdi></p>
        <div class="answers line">${buttons(conversation, actions)}</div>
      </div>`
    : nothing;
}

function buttons({ phase, chatService }: Conversation, { end, startAgain }: NoticeActions): unknown {
  const { accept, reject } = chatService;
  if (phase() === 'inviting') return button(strings.cancel, end);
  if (phase() === 'ended') return startAgain && button(strings.startAgain, startAgain, 'primary');
  if (!accept.enabled()) return undefined;
  return [
    button(strings.decline, () => reject().catch(() => {})), // withdrawn meanwhile: nothing is left to decline
    button(strings.accept, () => accept().catch(() => {}), 'primary'), // the notice says why
  ];
}

/** A button with words on it. */
export function button(words: string, act: () => unknown, look = ''): TemplateResult {
  return html`<button class=${look} part="button" @click=${act}>${words}</button>`;
}
