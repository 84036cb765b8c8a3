import { html, type TemplateResult } from 'lit';
import type { Conversation } from '../model/index.js';
import { conversationTitle } from './conversation-title.js';
import { askText, endText } from './conversation-state.js';
import { strings } from './strings.js';

/** What is going on, `''` for nothing worth telling, and buttons for what can be done about it. */
export type Notice = readonly [text: string, ...answers: TemplateResult[]];

/**
 * Ringing, an invitation, the end, or that nobody else is left; nothing else while chatting, or before.
 * @param startAgain - Missing when the chat cannot be started now.
 */
export function notice(conversation: Conversation, end: () => void, startAgain: (() => void) | undefined): Notice {
  const { chatService, selfParticipant, isGroupConversation, state } = conversation;
  const { accept, reject } = chatService;
  const phase = conversation.phase();
  if (phase === 'inviting') {
    const name = conversationTitle(conversation);
    const asked = selfParticipant.chat.state() === 'Ringing' ? strings.ringing(name) : strings.calling(name);
    const joined = state() === 'InLobby' ? strings.inLobby : strings.joining;
    return [isGroupConversation() ? joined : asked, button(strings.cancel, end)];
  }
  if (phase === 'ended') {
    const text = endText(conversation);
    return startAgain ? [text, button(strings.startAgain, startAgain, 'primary')] : [text];
  }
  if (phase === 'active') return [isGroupConversation() && !conversation.participantsCount() ? strings.alone : ''];
  if (phase !== 'incoming') return [''];
  if (!accept.enabled()) return [strings.joining];
  return [
    askText(conversation),
    button(strings.decline, () => reject().catch(() => {})), // withdrawn meanwhile: nothing is left to decline
    button(strings.accept, () => accept().catch(() => {}), 'primary'), // the notice says why
  ];
}

/** A button with words on it. */
export function button(words: string, act: () => unknown, look = ''): TemplateResult {
  return html`<button class=${look} part="button" @click=${act}>${words}</button>`;
}
