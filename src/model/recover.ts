import type { Reason } from '../observable/index.js';
import type { ArchivePort, LoggedItem, Page } from './archive-port.js';
import { readItems } from './archive-reader.js';
import type { Chat, FormerSession, OutgoingMessage } from './chat.js';
import { isUnreachable } from './disconnection-reason.js';

/** How many items of its past a conversation shows that was left open. */
const SHOWN = 20;

/** How many conversations, the latest first, are looked through for a message that began one. */
const LOOKED_THROUGH = 20;

/** How many entries of a log are asked for at once. */
const PAGE = 100;

/** The clock of the page may be so much ahead of that of the server, in milliseconds. */
const CLOCKS_MS = 3_600_000;

/**
 * Before what waits in a conversation is sent: comes back into it, if it was left open, where the server knows by its id what it
 * has logged already. Where that is over, its log says so. What has been logged is not sent again.
 * @throws {@link Reason} when the server does not answer.
 */
export async function recover(archive: ArchivePort, chat: Chat): Promise<void> {
  const { outbox } = chat;
  const former = outbox.former.get(chat);
  if (former) {
    await returnTo(archive, chat, former);
    outbox.former.delete(chat);
  }
  const uncertain = outbox.waiting(chat).filter(({ tried }) => tried);
  if (chat.hasSession || uncertain.length === 0) return;
  const uri = chat.isGroup() ? chat.uri() : uncertain.find(message => message.uri)?.uri;
  for (const candidate of uri ? [uri] : await conversationsWith(archive, chat, uncertain)) {
    const { logged, last } = await lookInto(archive, candidate, uncertain);
    for (const message of logged) outbox.logged(message);
    if (logged.length === 0 && !uri) continue; // they did not begin this one
    if (outbox.waiting(chat).length > 0 && !chat.isGroup()) await comesBack(chat, candidate, last);
    return;
  }
}

/** Comes back, if that is possible, and shows what was said last in any case. */
async function returnTo(archive: ArchivePort, chat: Chat, { uri, after, read, unread }: FormerSession): Promise<void> {
  const { history } = chat;
  if (!history.uris.includes(uri)) {
    history.begins({ uri, before: after + 1, read, complete: after === 0 });
    history.latest = after;
    history.unreadElsewhere = unread;
    history.recount();
  }
  await comesBack(chat, uri, after);
  await unlessRefused(readItems(archive, history, SHOWN));
}

/** Whether we are in the conversation again. */
async function comesBack(chat: Chat, uri: string, after: number): Promise<boolean> {
  if (chat.hasSession) return true;
  return unlessRefused(
    chat.comeBack(uri, after).then(() => true),
    false,
  );
}

/**
 * The two-party conversations with the same person in which the messages may have been logged, the latest first. One that was
 * never answered does not count: what was in its invitation has reached nobody.
 */
async function conversationsWith(
  archive: ArchivePort,
  { people, peer }: Chat,
  messages: readonly OutgoingMessage[],
): Promise<readonly string[]> {
  const page = await unlessRefused(archive.conversations(LOOKED_THROUGH));
  const since = earliest(messages);
  return (page?.items ?? [])
    .filter(({ isGroup, isAnswered, at }) => !isGroup && isAnswered !== false && at.getTime() >= since)
    .filter(({ people: others }) => others.some(other => people.identified(other) === peer))
    .map(({ uri }) => uri);
}

/** Which of the messages are in a log, and the position of the last thing in it. */
async function lookInto(
  archive: ArchivePort,
  uri: string,
  messages: readonly OutgoingMessage[],
): Promise<{ readonly logged: readonly OutgoingMessage[]; readonly last: number }> {
  const ids = new Set<string>();
  const since = earliest(messages);
  let last = 0;
  let before: number | undefined;
  do {
    const page: Page<LoggedItem> | undefined = await unlessRefused(archive.history(uri, PAGE, before));
    const items = page?.items ?? [];
    for (const item of items) if ('id' in item) ids.add(item.id);
    last ||= items.at(-1)?.position ?? 0;
    before = items[0] && items[0].at.getTime() >= since ? page?.next : undefined;
  } while (before !== undefined);
  return { logged: messages.filter(({ said }) => ids.has(said.id)), last };
}

function earliest(messages: readonly OutgoingMessage[]): number {
  return Math.min(...messages.map(({ at }) => at.getTime())) - CLOCKS_MS;
}

/** What is refused is not to be had here: there is no such conversation any more, or the server keeps none. */
function unlessRefused<T>(asked: Promise<T>): Promise<T | undefined>;
function unlessRefused<T>(asked: Promise<T>, instead: T): Promise<T>;
function unlessRefused<T>(asked: Promise<T>, instead?: T): Promise<T | undefined> {
  return asked.catch((reason: Reason) => {
    if (isUnreachable(reason)) throw reason;
    return instead;
  });
}
