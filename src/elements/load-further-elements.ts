import { OnDemand } from '../observable/index.js';

/**
 * Loads and registers them, and gives what else is loaded with them.
 * @throws Reason `LocalFailure` when they cannot be loaded; the next call tries again.
 * @internal
 */
export const furtherElements = OnDemand(async () => {
  const further = await import('./further.js');
  further.defineFurtherElements();
  return further;
});

/**
 * What is loaded with them.
 * @internal
 */
export type Further = Awaited<ReturnType<typeof furtherElements>>;

/** Those that `further.ts` registers. */
const TAGS =
  'participant-list, participant-add, chat-invitations, presence-badge, conversation-list, chat-launcher, chat-notifications, chat-emoji-picker';
const tags = new Set(TAGS.split(', '));

/** How long after a failure it is tried again, in milliseconds. */
const RETRY_MS = 5000;

/** Looks into a document or shadow root, and at what is added to it; nothing as long as nobody waits for that. */
let watch: ((root: ParentNode) => void) | undefined;

/**
 * Registers the elements that a chat of two does not draw, and loads them the first time. The script-tag file does it by
 * itself when it draws one of them, when one is in the document, or in a shadow root where a `<chat-provider>` or
 * `<chat-conversation>` is too; call it for those that stand alone in a shadow root of the page's own. After a failure the
 * next call tries again.
 * @throws Reason `LocalFailure` when they cannot be loaded.
 */
export async function loadFurtherElements(): Promise<void> {
  if (customElements.get('participant-add')) return;
  await furtherElements();
}

/** Loads them as soon as one of them is in the document, or near one of the elements that are registered. */
export function loadFurtherElementsWhenFound(): void {
  const begin = (): void => {
    observer.disconnect();
    watch = undefined;
    loadFurtherElements().catch(() => setTimeout(begin, RETRY_MS));
  };
  const observer = new MutationObserver(records => {
    if (records.some(({ addedNodes }) => [...addedNodes].some(isOrHolds))) begin();
  });
  watch = root => {
    observer.observe(root, { childList: true, subtree: true });
    if (root.querySelector(TAGS)) begin();
  };
  watch(document);
}

/** Looks in the root that `element` is in, be it a foreign shadow root. */
export function findFurtherElementsNear(element: Element): void {
  watch?.(element.getRootNode() as ParentNode & Node);
}

/** For each node that a page adds, so it is cheap: most are leaves. docs/decisions/0026-embedding.md. */
function isOrHolds(node: Node & { readonly localName?: string; readonly firstElementChild?: Element | null }): boolean {
  return tags.has(node.localName ?? '') || !!(node.firstElementChild && (node as Element).querySelector(TAGS));
}
