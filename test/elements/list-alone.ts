import { fixture, html } from '@open-wc/testing';
import '../../src/elements/further.js'; // so that nothing is waited for when it is needed
import { defineElements, MessageListElement } from '../../src/elements/index.js';
import { settle } from './fake-network.js';
import { type Chat, connectedWithBob } from './gallery/scenes.js';

defineElements();

export interface Shown extends Chat {
  readonly list: MessageListElement;
  readonly viewport: HTMLElement;
}

/** Makes what has this class as large as that. */
export function sized(className: string, height: number, width: number): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`.${className} { height: ${height}px; width: ${width}px }`);
  document.adoptedStyleSheets = [sheet];
}

/** A list of its own, low enough to scroll, beside the conversation that feeds it. */
export async function alone(make: (root: HTMLElement) => Promise<Chat> = connectedWithBob): Promise<Shown> {
  const root = await fixture<HTMLElement>(html`<div></div>`);
  const shown = await make(root);
  const list = new MessageListElement();
  list.conversation = shown.conversation;
  list.classList.add('low');
  root.append(list);
  sized('low', 200, 400);
  await settle(list);
  return { ...shown, list, viewport: viewportOf(list) };
}

export function viewportOf(list: MessageListElement): HTMLElement {
  const viewport = list.renderRoot.querySelector<HTMLElement>('[part=viewport]');
  if (!viewport) throw new Error('No viewport');
  return viewport;
}

export const parts = (list: MessageListElement, part: string): HTMLElement[] => [
  ...list.renderRoot.querySelectorAll<HTMLElement>(`[part~=${part}]`),
];
export const bubbles = (list: MessageListElement): HTMLElement[] => parts(list, 'bubble');
export const texts = (list: MessageListElement): (string | null)[] =>
  bubbles(list).map(({ textContent }) => textContent);

/** What a screen reader has been told, by the browser's own way and by the element with `role=log`. */
export function spoken(list: MessageListElement): (string | null)[] {
  const lines = [...list.renderRoot.querySelectorAll('[role=log] p')].map(({ textContent }) => textContent);
  return [...(notified.get(list) ?? []), ...lines];
}

const notified = new WeakMap<Node, string[]>();
if ('ariaNotify' in Element.prototype) {
  Element.prototype.ariaNotify = function (this: Element, text: string) {
    const { host } = this.getRootNode() as ShadowRoot;
    notified.set(host, [...(notified.get(host) ?? []), text]);
  } as never;
}

export const atEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean =>
  scrollHeight - scrollTop - clientHeight <= 1;

/** Scrolls there, and resolves when the list has heard of it. */
export async function scrollTo(viewport: HTMLElement, top: number): Promise<void> {
  const scrolled = new Promise(resolve => viewport.addEventListener('scroll', resolve, { once: true }));
  viewport.scrollTop = top;
  await scrolled;
}
