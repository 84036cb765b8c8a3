import { OnDemand } from '../observable/index.js';

const load = OnDemand(() => import('./further.js'));

/** Those that `further.ts` registers. */
const TAGS = 'participant-list, participant-add, chat-invitations, presence-badge, conversation-list';

/** How long after a failure it is tried again, in milliseconds. */
const RETRY_MS = 5000;

/**
 * Registers `<participant-list>`, `<participant-add>` and `<chat-invitations>`, and loads them the first time. The script-tag
 * file does it by itself when it draws one of them or when one is in the document; call it for those in shadow roots of the
 * page's own. After a failure the next call tries again.
 * @throws Reason `LocalFailure` when they cannot be loaded.
 */
export async function loadFurtherElements(): Promise<void> {
  if (customElements.get('participant-add')) return;
  const { defineFurtherElements } = await load();
  defineFurtherElements();
}

/** Loads them as soon as one of them is in the document. */
export function loadFurtherElementsWhenFound(): void {
  const begin = (): void => {
    observer.disconnect();
    loadFurtherElements().catch(() => setTimeout(begin, RETRY_MS));
  };
  const has = (node: Node): boolean =>
    node instanceof Element && (node.matches(TAGS) || node.querySelector(TAGS) !== null);
  const observer = new MutationObserver(records => {
    if (records.some(({ addedNodes }) => [...addedNodes].some(has))) begin();
  });
  observer.observe(document, { childList: true, subtree: true });
  if (has(document.documentElement)) begin();
}
