import type { ActivityItem, Conversation, Person, TextMessage } from '../model/index.js';
import { Computed, type Subscription } from '../observable/index.js';
import { element } from './element.js';
import { type Mark, markOf, showsMark } from './message-mark.js';
import { isMessage, placeOf } from './message-rows.js';
import {
  drawDay,
  drawFirst,
  drawItem,
  drawMark,
  drawNames,
  isOwn,
  type Row,
  showSender,
  type Words,
} from './message-row.js';

/** Rows are in blocks of so many, of which the browser lays out only those that are near: docs/decisions/0021. */
const BLOCK_ROWS = 50;

/** Of so many own messages, the latest, it is told what becomes of them. */
const MARKED_ROWS = 50;

/** What has come since the last drawing. */
export interface News {
  /** What is newer than all that was there. */
  readonly fresh: readonly ActivityItem[];
  /** Own messages of which something else is known now than `before`; undefined of those that are new. */
  readonly marked: readonly Marked[];
}
type Marked = readonly [message: TextMessage, mark: Mark, before: Mark | undefined];

/**
 * The rows of one conversation, drawn as nodes of the page and not by Lit. It follows the history item by item, so that
 * what a new message costs does not grow with those that are there. A history only grows, so no row is ever removed.
 */
export class Transcript {
  readonly conversation: Conversation;
  /** Where the rows are. */
  readonly list = element('div', { class: 'list', part: 'list', role: 'list' });
  readonly rows: Row[] = [];
  readonly words: Words;
  readonly #onChange: () => void;
  readonly #byKey = new Map<string, Row>();
  /** Items that are not drawn yet, and where they came. */
  #added: (readonly [item: ActivityItem, index: number])[] = [];
  #renamed = false;
  #isGroup = false;
  #following: readonly Subscription[] = [];
  readonly #people = new Map<Person, Subscription>();
  /** The own messages that are followed, and what became of them since the last drawing. */
  readonly #marks = new Map<TextMessage, Subscription>();
  #marked: Marked[] = [];

  /**
   * Begins to follow it, and draws what is there. Call it, and all methods, where nothing is being computed from what it reads.
   * @param onChange - Called when there is something to draw.
   */
  constructor(conversation: Conversation, words: Words, onChange: () => void) {
    this.conversation = conversation;
    this.words = words;
    this.#onChange = onChange;
    this.follow();
    this.draw();
  }

  /** Follows the conversation, again when it has let go of it: the rows that are there stay. */
  follow(): void {
    if (this.#following.length) return;
    const { isGroupConversation, historyService } = this.conversation;
    this.#following = [
      historyService.activityItems.added((item, _key, index) => {
        if (this.#byKey.has(item.key())) return;
        this.#added.push([item, index]);
        // It may have arrived at the server before it is drawn.
        if (isOwnMessage(item) && item.status() !== 'Succeeded') this.#followMark(item);
        this.#onChange();
      }),
      isGroupConversation.changed(isGroup => {
        this.#isGroup = isGroup;
        if (isGroup) for (const { node } of this.rows) if (node.classList.contains('other')) showSender(node);
      }),
    ];
    const [people, messages] = [[...this.#people.keys()], [...this.#marks.keys()]];
    this.#people.clear();
    this.#marks.clear();
    people.forEach(this.#followName);
    messages.forEach(this.#followMark);
    this.#renamed = people.length > 0;
  }

  /** Lets go of the conversation. */
  release(): void {
    for (const followed of [this.#following, this.#people.values(), this.#marks.values()])
      for (const { dispose } of followed) dispose();
    this.#following = [];
    this.#added = [];
    this.#marked = [];
  }

  /** Draws what has come and what has changed. */
  draw(): News {
    const known = this.rows.length;
    const fresh: ActivityItem[] = [];
    for (const [item, index] of this.#added) {
      if (index === this.rows.length && known > 0) fresh.push(item);
      this.#insert(item, index);
    }
    this.#added = [];
    if (known === 0) for (const { item } of this.rows) fresh.push(item);
    if (this.#renamed) for (const { item, node } of this.rows) drawNames(item, node, this.words);
    this.#renamed = false;
    for (const message of fresh.filter(isOwnMessage).slice(-MARKED_ROWS)) this.#followMark(message);
    const marked = this.#marked;
    this.#marked = [];
    for (const [message, mark] of marked) this.#drawMark(message, mark);
    return { fresh, marked };
  }

  row(key: string): Row | undefined {
    return this.#byKey.get(key);
  }

  #insert(item: ActivityItem, index: number): void {
    const node = drawItem(item, this.words, this.#isGroup);
    const row: Row = { item, node, place: undefined, day: undefined, mark: undefined };
    this.#put(node, this.rows[index - 1], this.rows[index]);
    this.rows.splice(index, 0, row);
    this.#byKey.set(item.key(), row);
    for (const person of isMessage(item) ? [item.sender] : [item.author(), ...item.persons()]) {
      if (person) this.#followName(person);
    }
    // Those after it may belong to another group now.
    for (let at = index; this.#place(at) && at + 1 < this.rows.length; at++);
  }

  /** Puts a row after the one before, in its block or a new one. */
  #put(node: HTMLElement, before: Row | undefined, after: Row | undefined): void {
    const block = before?.node.parentElement;
    const next = after?.node.parentElement;
    if (before && block && (next === block || block.childElementCount < BLOCK_ROWS)) return before.node.after(node);
    const fresh = element('div', { class: 'block' }, node);
    if (next) next.before(fresh);
    else this.list.append(fresh);
  }

  /** Shows where a row stands. False when it was there already. */
  #place(index: number): boolean {
    const row = this.rows[index];
    const before = this.rows[index - 1];
    if (!row) return false;
    const was = row.place;
    const now = (row.place = placeOf(row.item, before?.place));
    if (was?.newDay !== now.newDay) {
      row.day?.remove();
      row.day = now.newDay ? drawDay(row.item.timestamp(), this.words) : undefined;
      if (row.day) row.node.before(row.day);
    }
    if ((was?.first ?? false) !== now.first) drawFirst(row, now.first);
    if (was || !now.first) before?.node.classList.toggle('followed', !now.first);
    return was?.first !== now.first || was.since !== now.since || was.day !== now.day;
  }

  readonly #followName = (person: Person): void => {
    if (this.#people.has(person)) return;
    let known = false; // it is told at once
    const followed = person.displayName.changed(() => {
      if (!known) return;
      this.#renamed = true;
      this.#onChange();
    });
    known = true;
    this.#people.set(person, followed);
  };

  readonly #followMark = (message: TextMessage): void => {
    if (this.#marks.has(message)) return;
    const { language, term } = this.words;
    let last = this.#byKey.get(message.key())?.mark;
    const followed = Computed(() => markOf(message, this.conversation, language, term)).changed(mark => {
      if (last?.text === mark.text && last.state === mark.state && last.retry === mark.retry) return;
      this.#marked.push([message, mark, last]);
      last = mark;
      this.#onChange();
    });
    this.#marks.set(message, followed);
    if (this.#marks.size <= MARKED_ROWS) return;
    for (const [oldest, { dispose }] of this.#marks) {
      if (oldest.status() !== 'Succeeded') continue; // it has not come as far as the server
      dispose();
      this.#marks.delete(oldest);
      return;
    }
  };

  #drawMark(message: TextMessage, mark: Mark): void {
    const index = this.rows.findLastIndex(({ item }) => item === message);
    const row = this.rows[index];
    if (!row) return;
    const marked = ({ mark }: Row): boolean => mark !== undefined;
    const next = this.rows.slice(index + 1).find(marked);
    drawMark(row, mark, showsMark(mark, next?.mark), this.words);
    const before = this.rows[this.rows.slice(0, index).findLastIndex(marked)];
    if (before?.mark) drawMark(before, before.mark, showsMark(before.mark, mark), this.words);
  }
}

const isOwnMessage = (item: ActivityItem): item is TextMessage => isMessage(item) && isOwn(item);
