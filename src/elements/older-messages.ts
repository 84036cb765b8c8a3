import { html, nothing, render } from 'lit';
import type { Conversation } from '../model/index.js';
import type { Reason } from '../observable/index.js';
import { element } from './element.js';
import type { ListHost } from './message-list.further.js';
import { reasonText } from './reason-sentence.js';

/** So many older items are loaded at a time. */
const PAGE_ITEMS = 50;

/** What stands above the first row: a button that loads older messages, why that failed, or that there are none. */
export class OlderMessages {
  readonly node = element('div', { class: 'older', part: 'older' });
  readonly #host: ListHost;
  #conversation: Conversation | undefined;
  #loading = false;
  #problem: Reason | undefined;
  /** Scrolling up to the first rows loads a page; the next one only when the reader has been elsewhere, or has stopped. */
  #armed = true;

  constructor(host: ListHost) {
    this.#host = host;
    host.viewport.addEventListener('scrollend', () => (this.#armed = true));
  }

  /** Draws what can be done now. Of a conversation without anything it loads the first page, after that is painted. */
  draw(): void {
    const { term } = this.#host;
    const conversation = this.#host.transcript()?.conversation;
    if (conversation !== this.#conversation) {
      this.#conversation = conversation;
      this.#loading = false;
      this.#problem = undefined;
      requestAnimationFrame(() => conversation?.historyService.activityItems.size() === 0 && this.load());
    }
    const { enabled } = conversation?.historyService.getMoreActivityItems ?? {};
    const words = this.#loading ? 'loadingOlder' : this.#problem ? 'tryAgain' : 'loadOlder';
    const beginning = (enabled?.reason as Reason | undefined)?.code === 'NoMore';
    render(
      this.#loading || enabled?.()
        ? html`${this.#problem ? html`<p class="alarm" part="error">${this.#why(this.#problem)}</p>` : nothing}
            <button class="bare" part="load" aria-disabled=${this.#loading} @click=${this.load}>${term(words)}</button>`
        : beginning
          ? html`<p part="beginning">${term('beginning')}</p>`
          : nothing,
      this.node,
    );
  }

  /** The reader has scrolled. @param up - Towards what is older. */
  scrolled(up: boolean): void {
    const { scrollTop, clientHeight } = this.#host.viewport;
    if (scrollTop > clientHeight) this.#armed = true;
    else if (up && this.#armed) void this.load();
  }

  /** Loads a page, unless one is on its way. */
  readonly load = async (): Promise<void> => {
    const { say, setLoading, term } = this.#host;
    const conversation = this.#conversation;
    if (this.#loading || !conversation) return;
    const { activityItems, getMoreActivityItems } = conversation.historyService;
    if (!getMoreActivityItems.enabled()) return;
    const before = activityItems.size();
    this.#loading = true;
    this.#armed = false;
    setLoading(true);
    const problem = await getMoreActivityItems(PAGE_ITEMS).then(
      () => undefined,
      (reason: Reason) => reason,
    );
    if (conversation !== this.#conversation) return;
    this.#loading = false;
    this.#problem = problem;
    setLoading(false);
    const count = activityItems.size() - before;
    if (problem) say(this.#why(problem));
    else if (count > 0) say(term('olderLoaded', count));
  };

  #why(problem: Reason): string {
    const { term } = this.#host;
    return term('olderNotLoaded', reasonText(problem, term('theServer'), term));
  }
}
