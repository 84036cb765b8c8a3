import { formatTime } from './clock.js';
import { element } from './element.js';
import type { ListHost } from './message-list.further.js';
import type { Row } from './message-row.js';
import { isMessage } from './message-rows.js';

/**
 * What can be done with single messages: going from one to the next by the keyboard, and copying. There is one small bar of
 * buttons, which is at the message that is pointed at or has the focus; only what is in that one is a stop of the Tab key.
 */
export class MessageTools {
  readonly #host: ListHost;
  readonly #time = element('time', { 'aria-hidden': 'true' });
  readonly #copyButton: HTMLElement;
  readonly #bar: HTMLElement;
  #at: Row | undefined;
  /** The one that had the focus last. */
  #read: Row | undefined;

  constructor(host: ListHost) {
    this.#host = host;
    this.#copyButton = element('button', { class: 'bare', part: 'copy' });
    this.#bar = element('div', { class: 'actions quiet', part: 'actions' }, this.#time, this.#copyButton);
    for (const type of ['pointerover', 'focusin', 'keydown', 'click']) {
      host.viewport.addEventListener(type, event => this.#use(event));
    }
  }

  get #rows(): readonly Row[] {
    return this.#host.transcript()?.rows ?? [];
  }

  #use(event: Event): void {
    const target = event.target as Element;
    const node = target.closest('[data-key]');
    const row = node ? this.#rows.findLast(row => row.node === node) : undefined;
    if (event instanceof KeyboardEvent) return this.#move(event, row);
    if (event.type === 'click' && row) return this.#do(row, target);
    if (row && event.type === 'focusin') this.#read = row;
    if (row && (event.type === 'focusin' || !this.#at?.node.matches(':focus-within'))) this.#goTo(row);
  }

  #do(row: Row, target: Element): void {
    if (!isMessage(row.item)) return;
    if (target.matches('[part=copy]')) void this.#copy(row, target);
    else if (target.matches('[part=retry]')) row.item.retry().catch(() => {}); // the row turns Failed again and says why
  }

  /** Puts the bar there, and makes what can be clicked there stops of the Tab key. */
  #goTo(row: Row): void {
    if (this.#at === row) return;
    this.#bar.remove(); // so that its button stays a stop
    for (const control of controlsIn(this.#at)) control.tabIndex = -1;
    this.#at = row;
    for (const control of controlsIn(row)) control.tabIndex = 0;
    row.node.tabIndex = -1; // can have the focus, by arrow keys and clicks
    const { item, mark } = row;
    if (!isMessage(item) || mark?.state === 'failed') return; // that has its buttons in sight
    const { language = '', term = this.#host.term } = this.#host.transcript()?.words ?? {};
    this.#time.textContent = formatTime(item.timestamp(), language);
    this.#time.title = item.timestamp().toLocaleString(language, { dateStyle: 'full', timeStyle: 'short' });
    this.#copyButton.textContent = term('copy');
    row.node.append(this.#bar);
  }

  #move(event: KeyboardEvent, from: Row | undefined): void {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (altKey || ctrlKey || metaKey || shiftKey) return;
    const { viewport } = this.#host;
    if (key === 'Escape' && from) viewport.focus({ preventScroll: true });
    else {
      const next = this.#next(key, this.#rows, from);
      if (!next) return;
      this.#goTo(next);
      next.node.focus();
    }
    event.preventDefault();
    event.stopPropagation(); // an Escape does not close what the list is in
  }

  #next(key: string, all: readonly Row[], from: Row | undefined): Row | undefined {
    if (!from) return key === 'ArrowUp' || key === 'ArrowDown' ? this.#inSight(all) : undefined;
    const at = all.lastIndexOf(from);
    if (key === 'ArrowUp') return all[at - 1];
    if (key === 'ArrowDown') return all[at + 1];
    if (key === 'Home') return all[0];
    return key === 'End' ? all.at(-1) : undefined;
  }

  /** The one that had the focus, if it can be seen, else the last one that can be seen. */
  #inSight(all: readonly Row[]): Row | undefined {
    const { viewport } = this.#host;
    const { top, bottom, left, width } = viewport.getBoundingClientRect();
    const seen = this.#read?.node.getBoundingClientRect();
    if (seen && seen.bottom > top && seen.top < bottom) return this.#read;
    const root = viewport.getRootNode() as ShadowRoot;
    for (let y = bottom - 2; y > top; y -= 8) {
      const node = root.elementFromPoint(left + width / 2, y)?.closest('[data-key]');
      if (node) return all.findLast(row => row.node === node);
    }
    return all.at(-1);
  }

  async #copy({ item, node }: Row, button: Element): Promise<void> {
    if (!isMessage(item)) return;
    const { say, term } = this.#host;
    try {
      await navigator.clipboard.writeText(item.text());
      button.textContent = term('copied');
      say(term('copied'));
    } catch {
      // The page may not write to the clipboard: select the text, so that the reader can copy it.
      const bubble = node.querySelector('.bubble');
      if (bubble) getSelection()?.selectAllChildren(bubble);
    }
  }
}

const controlsIn = (row: Row | undefined): NodeListOf<HTMLElement> | [] =>
  row?.node.querySelectorAll<HTMLElement>('a, button') ?? [];
