import type { ChatConversationElement } from './chat-conversation.js';
import type { ConversationListElement } from './conversation-list.js';

const FOCUSABLE = 'a[href], button, input, textarea, select, [tabindex="0"]';

/**
 * Moves the keyboard focus to where somebody who has just opened `panel` goes on: what has `autofocus`, else the box to write
 * in, else the list, else the first control in `inside`, else `panel` itself. On a touch screen always `panel`, because the
 * screen's keyboard would cover half of what was opened.
 */
export async function focusInside(panel: HTMLElement, inside: readonly Element[]): Promise<void> {
  panel.focus({ preventScroll: true });
  if (matchMedia('(pointer: coarse)').matches) return;
  const find = <Found extends Element>(selector: string): Found | undefined =>
    inside
      .flatMap(element => [...(element.matches(selector) ? [element] : []), ...element.querySelectorAll(selector)])
      .find(element => element.checkVisibility()) as Found | undefined;
  const chosen = find<HTMLElement>('[autofocus]');
  const chat = find<ChatConversationElement>('chat-conversation');
  const list = find<ConversationListElement>('conversation-list');
  await chat?.updateComplete;
  const composer = chat?.renderRoot?.querySelector('message-composer');
  await composer?.updateComplete;
  await list?.updateComplete;
  if (!panel.matches(':focus-within')) return; // gone on meanwhile
  const target = chosen ?? (composer?.checkVisibility() ? composer : undefined) ?? list ?? find<HTMLElement>(FOCUSABLE);
  target?.focus({ preventScroll: true });
}
