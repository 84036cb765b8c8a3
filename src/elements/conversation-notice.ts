import { html, type TemplateResult } from 'lit';
import type { Conversation } from '../model/index.js';
import { conversationTitle } from './conversation-title.js';
import { askText, endText } from './conversation-state.js';
import type { Term } from './localize.js';

/** What is going on, `''` for nothing worth telling, and buttons for what can be done about it. */
export type Notice = readonly [text: string, ...answers: TemplateResult[]];

/**
 * Ringing, an invitation, the end, or that nobody else is left; nothing else while chatting, or before.
 * @param startAgain - Missing when the chat cannot be started now.
 */
export function notice(
  conversation: Conversation,
  end: () => void,
  startAgain: (() => void) | undefined,
  term: Term,
): Notice {
  const { chatService, selfParticipant, isGroupConversation, state } = conversation;
  const { accept, reject } = chatService;
  const phase = conversation.phase();
  if (phase === 'inviting') {
    const name = conversationTitle(conversation);
    const asked = selfParticipant.chat.state() === 'Ringing' ? term('ringing', name) : term('calling', name);
    const joined = state() === 'InLobby' ? term('inLobby') : term('joining');
    return [isGroupConversation() ? joined : asked, button(term('cancel'), end)];
  }
  if (phase === 'ended') {
    const text = endText(conversation, term);
    return startAgain ? [text, button(term('startAgain'), startAgain, 'primary')] : [text];
  }
  if (phase === 'active') return [isGroupConversation() && !conversation.participantsCount() ? term('alone') : ''];
  if (phase !== 'incoming') return [''];
  if (!accept.enabled()) return [term('joining')];
  return [
    askText(conversation, term),
    button(term('decline'), () => reject().catch(() => {})), // withdrawn meanwhile: nothing is left to decline
    button(term('accept'), () => accept().catch(() => {}), 'primary'), // the notice says why
  ];
}

/** A button with words on it. */
export function button(words: string, act: () => unknown, look = ''): TemplateResult {
  return html`<button class=${look} part="button" @click=${act}>${words}</button>`;
}
