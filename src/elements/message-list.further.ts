import type { CSSResult } from 'lit';
import { DayLines } from './day-lines.js';
import { Eye } from './eye.js';
import './further-strings.js';
import { showHtml } from './html-bubble.js';
import { toolStyles } from './message-list.further.styles.js';
import { receiptMark } from './message-mark.js';
import { htmlText } from './message-row.js';
import { isMessage } from './message-rows.js';
import { MessageTools } from './message-tools.js';
import { NewLine } from './new-line.js';
import { OlderMessages } from './older-messages.js';
import { readReceipts } from './receipt-mark.js';
import type { Term } from './localize.js';
import type { Transcript } from './transcript.js';

/** In the single files, Lit's `css` makes the sheet itself: scripts/trim-lit.mjs. */
const sheetOf = (styles: CSSResult): CSSStyleSheet => styles.styleSheet ?? (styles as unknown as CSSStyleSheet);

/** The list that the tools are for. */
export interface ListHost {
  /** The rows that are shown now. */
  readonly transcript: () => Transcript | undefined;
  /** The box that scrolls. */
  readonly viewport: HTMLElement;
  readonly term: Term;
  /** Speaks a text. */
  readonly say: (text: string) => void;
  /** It is drawn whether older messages are being loaded. */
  readonly setLoading: (loading: boolean) => void;
}

/**
 * What a list of messages needs when it has some, besides drawing them: receipts, reading back, doing something with a
 * message. In the bundle it is in the file that is loaded when it is needed: docs/decisions/0011.
 */
export class ListTools {
  /** The line above what is new. */
  readonly newLine: NewLine;
  readonly days: DayLines;
  readonly #host: ListHost;
  readonly #older: OlderMessages;
  readonly #eye = new Eye();
  /** Where it was scrolled to when last looked at. */
  #top = 0;

  constructor(host: ListHost) {
    receiptMark(readReceipts);
    htmlText.show = showHtml;
    for (const { item, node } of host.transcript()?.rows ?? []) {
      if (!isMessage(item) || item.format !== 'Html') continue;
      const bubble = node.querySelector<HTMLElement>('.bubble:not(.emoji, .html)');
      if (bubble) showHtml(bubble, item.html());
    }
    this.newLine = new NewLine(host.term);
    this.days = new DayLines(host.transcript);
    this.#host = host;
    this.#older = new OlderMessages(host);
    new MessageTools(host);
    const { viewport } = host;
    viewport.firstElementChild?.prepend(this.#older.node);
    const root = viewport.getRootNode() as ShadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheetOf(toolStyles)];
  }

  /** Draws what is not rows. */
  draw(): void {
    this.#older.draw();
    this.days.start();
  }

  /** The reader has gone somewhere. @param away - They were not at the end before. */
  scrolled(away: boolean): void {
    const { transcript, viewport } = this.#host;
    const by = viewport.scrollTop - this.#top;
    if (away) {
      this.#eye.follow(by);
      this.hold(); // what is above may have got its size at the same time
    }
    const { list } = transcript() ?? {};
    if (list) this.#eye.look(viewport, list);
    this.#top = viewport.scrollTop;
    this.#older.scrolled(by < 0);
  }

  /** The reader is to see this row. */
  rest(row: Element): void {
    const { viewport } = this.#host;
    this.#top = viewport.scrollTop;
    this.#eye.rest(viewport, row);
  }

  /** Puts what the reader looks at back where it was. */
  hold(): void {
    const { transcript, viewport } = this.#host;
    this.#eye.hold(viewport, key => transcript()?.row(key)?.node);
    this.#top = viewport.scrollTop;
  }
}
