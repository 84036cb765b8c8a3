import { render, type TemplateResult } from 'lit';
import type { ActivityItem, TextMessage } from '../model/index.js';
import { activitySentence } from './activity-sentence.js';
import { formatDay, formatTime } from './clock.js';
import { element } from './element.js';
import { tickIcon, ticksIcon, warnIcon } from './icons.js';
import type { Term } from './localize.js';
import type { Mark } from './message-mark.js';
import { isMessage, type Place } from './message-rows.js';
import { isEmoji, messageText } from './message-text.js';
import { hueOf, initials, personName } from './person-name.js';

/** One item of the history, as it is drawn. */
export interface Row {
  readonly item: ActivityItem;
  /** It stays as long as the list. */
  readonly node: HTMLElement;
  place: Place | undefined;
  /** The line above the first row of a day. */
  day: HTMLElement | undefined;
  mark: Mark | undefined;
}

/** The words of a drawing. */
export interface Words {
  readonly language: string;
  readonly term: Term;
}

/** Copies what `make` makes, once: the way to draw 10,000 rows that takes least time and memory. */
const pattern = (make: () => HTMLElement): (() => HTMLElement) => {
  let made: HTMLElement | undefined;
  return () => (made ??= make()).cloneNode(true) as HTMLElement;
};
/** A row that has no text yet, and begins no group. */
const rowOf = (side: string): (() => HTMLElement) =>
  pattern(() =>
    element(
      'div',
      { class: `row ${side}`, part: `row ${side}`, role: 'listitem' },
      element(
        'div',
        { class: 'unseen', part: 'byline' },
        element('bdi', { class: 'unseen', part: 'sender' }),
        ' ',
        element('time', { part: 'time' }),
      ),
      element('div', { class: 'bubble', part: `bubble ${side}`, dir: 'auto' }),
    ),
  );
const ownRow = rowOf('own');
const otherRow = rowOf('other');
const picture = pattern(() => element('span', { part: 'avatar', 'aria-hidden': 'true' }));

/** Shows in a bubble what was written in HTML, in place of its text. Loaded when there are messages. */
export const htmlText: { show?: (bubble: HTMLElement, html: string) => void } = {};

/** Draws an item for the first time. @param isGroup - Names are seen. */
export function drawItem(item: ActivityItem, words: Words, isGroup: boolean): HTMLElement {
  let node: HTMLElement;
  if (isMessage(item)) {
    const own = isOwn(item);
    node = own ? ownRow() : otherRow();
    const [byline, bubble] = node.children as unknown as [HTMLElement, HTMLElement];
    const time = byline.lastChild as HTMLElement;
    const at = item.timestamp();
    time.setAttribute('datetime', at.toISOString());
    time.textContent = formatTime(at, words.language);
    const text = item.text();
    bubble.append(...messageText(text));
    if (isEmoji(text)) addPart(bubble, 'emoji');
    else if (item.format === 'Html') htmlText.show?.(bubble, item.html());
    if (isGroup && !own) showSender(node);
  } else node = element('div', { class: 'note', part: 'note', role: 'listitem' });
  node.setAttribute('data-key', item.key());
  drawNames(item, node, words);
  return node;
}

export const isOwn = (message: TextMessage): boolean => message.direction() === 'Outgoing';

/** Draws again what an item says of people. */
export function drawNames(item: ActivityItem, node: HTMLElement, { term }: Words): void {
  if (!isMessage(item)) return setText(node, activitySentence(item, term));
  const name = isOwn(item) ? term('you') : personName(item.sender);
  setText(node.querySelector('bdi'), name);
  setText(node.querySelector('.avatar'), initials(name));
}

/** Shows who wrote a message, and not only to those who hear it. */
export function showSender(node: Element): void {
  node.querySelector('bdi')?.setAttribute('class', 'sender');
}

/** Shows whether a row begins a group; then it has a picture beside it. */
export function drawFirst({ item, node }: Row, first: boolean): void {
  if (!isMessage(item)) return;
  node.classList.toggle('first', first);
  const byline = node.querySelector('[part=byline]');
  byline?.setAttribute('class', first ? 'byline quiet' : 'unseen');
  if (isOwn(item)) return;
  if (!first) return node.querySelector('.avatar')?.remove();
  const { sender } = item;
  const avatar = picture();
  avatar.className = `avatar hue-${hueOf(sender.id())}`;
  avatar.textContent = initials(personName(sender));
  node.prepend(avatar);
}

/** Draws the line above the first row of a day. */
export function drawDay(at: Date, { language }: Words): HTMLElement {
  const time = element('time', { datetime: at.toISOString() }, formatDay(at, language));
  return element('div', { class: 'note day', part: 'day', role: 'listitem' }, time);
}

const signs: Readonly<Partial<Record<Mark['state'], TemplateResult>>> = {
  sent: tickIcon,
  delivered: ticksIcon,
  read: ticksIcon,
  failed: warnIcon,
  undelivered: warnIcon,
};

/** Shows on its bubble what has become of a message and, when it is `shown`, in words. */
export function drawMark(row: Row, mark: Mark, shown: boolean, { term }: Words): void {
  const { node, mark: before } = row;
  const { state, text, short, retry } = mark;
  row.mark = mark;
  const bubble = node.querySelector('.bubble');
  if (before) removePart(bubble, before.state);
  addPart(bubble, state);
  const present = node.querySelector('.status');
  if (!shown) return present?.remove();
  if (present && mark === before) return;
  const words = short
    ? element('bdi', { role: 'img', 'aria-label': text, title: text }, short)
    : element('bdi', {}, text);
  const icon = element('span', {});
  render(signs[state], icon);
  const status = element('div', { class: `status quiet ${state}`, part: `status ${state}` }, icon, words);
  if (state === 'failed') {
    const button = (part: string, words: string): HTMLElement =>
      element('button', { class: 'bare', part, tabindex: '-1' }, words);
    const choices = element('span', {}, button('copy', term('copy')));
    if (retry) choices.prepend(button('retry', term('sendAgain')));
    status.append(choices);
  }
  if (present) present.replaceWith(status);
  else node.append(status);
}

function addPart(node: Element | null, part: string): void {
  node?.part.add(part);
  node?.classList.add(part);
}

function removePart(node: Element | null, part: string): void {
  node?.part.remove(part);
  node?.classList.remove(part);
}

/** Touches only what changes, so that nobody loses what they have selected. */
function setText(node: Element | null, text: string): void {
  if (node && node.textContent !== text) node.textContent = text;
}
