// What the tests of <message-composer> share.
import { fixture, html } from '@open-wc/testing';
import type { Conversation } from '../../src/model/index.js';
import { type ChatConversationElement, MessageComposerElement, defineElements } from '../../src/elements/index.js';
import { type Chat, connectedWithBob } from './gallery/scenes.js';

defineElements();

/** A composer by itself, in a chat that is up. */
export interface Composing extends Chat {
  readonly composer: MessageComposerElement;
  /** What has been said so far. */
  texts(): string[];
}

export function boxOf(composer: MessageComposerElement): HTMLTextAreaElement {
  const box = composer.renderRoot.querySelector('textarea');
  if (!box) throw new Error('No box');
  return box;
}

export function composerOf(element: ChatConversationElement): MessageComposerElement {
  const composer = element.renderRoot.querySelector('message-composer');
  if (!composer) throw new Error('No composer');
  return composer;
}

/** Has `text` in the box, as if it was typed. */
export function type(composer: MessageComposerElement, text: string): HTMLTextAreaElement {
  const box = boxOf(composer);
  box.focus();
  box.value = text;
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  return box;
}

/** Presses Enter, unless `init` has another key. @returns Whether it is left to the browser. */
export const press = (box: HTMLElement, init: KeyboardEventInit = {}): boolean =>
  box.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true, ...init }),
  );

/** A part of the composer. */
export function partOf(composer: MessageComposerElement, part: string): HTMLElement {
  const found = composer.renderRoot.querySelector<HTMLElement>(`[part="${part}"]`);
  if (!found) throw new Error(`No ${part}`);
  return found;
}

/** The part that has the keyboard. */
export const focusedPart = (composer: MessageComposerElement): string | null | undefined =>
  composer.shadowRoot?.activeElement?.getAttribute('part');

export const composerFor = (conversation: Conversation): Promise<MessageComposerElement> =>
  fixture<MessageComposerElement>(html`<message-composer .conversation=${conversation}></message-composer>`);

export async function withComposer(): Promise<Composing> {
  const shown = await connectedWithBob(await fixture<HTMLElement>(html`<div></div>`));
  shown.element.remove(); // its own composer is not meant
  const composer = await composerFor(shown.conversation);
  const texts = (): string[] => shown.conversation.chatService.messages().map(message => message.text());
  return { ...shown, composer, texts };
}
