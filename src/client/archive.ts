import type {
  ArchivedConversation,
  ArchivePort,
  LoggedActivity,
  LoggedItem,
  Page,
  PersonInfo,
} from '../model/index.js';
import { addressOf, parseUri, SipUri } from '../sip/codec/index.js';
import { fetchFrom } from './fetch.js';
import type { SipLink } from './sip-link.js';
import { FORMATS, TYPES } from './spoken-text.js';

/** JSON that came from the server. */
type Fields = Readonly<Record<string, unknown>>;
type Name = (address: unknown) => PersonInfo;

/** The archive of a server. What it rejects with is Reason `RequestFailed`. */
export function archiveThrough(link: SipLink): ArchivePort {
  return {
    conversations: (count, next) => fetchConversations(link, count, next),
    history: (uri, count, before) => fetchHistory(link, uri, count, before),
    markRead: uri => markRead(link, uri),
  };
}

async function fetchConversations(link: SipLink, count: number, before?: number): Promise<Page<ArchivedConversation>> {
  const domain = SipUri('', 'host' in link.me.uri ? link.me.uri.host : '');
  const page = fieldsOf(await fetchFrom(link, domain, 'conversations', { count, before }));
  return pageOf(page, 'conversations', (found, name) => ({
    uri: String(found.uri),
    isGroup: found.group === true,
    topic: textOf(found.topic),
    creator: name(found.creator),
    people: listOf(found.people).map(name),
    isAnswered: found.answered !== false,
    at: new Date(numberOf(found.at)),
    unread: numberOf(found.unread),
    read: numberOf(found.read),
  }));
}

async function fetchHistory(link: SipLink, uri: string, count: number, before?: number): Promise<Page<LoggedItem>> {
  const page = fieldsOf(await fetchFrom(link, parseUri(uri), 'history', { count, before }));
  const me = addressOf(link.me.uri);
  return pageOf(page, 'events', (event, name) => {
    const how = ACTIVITIES[String(event.type)];
    if (!how) return event.type === 'message' ? messageOf(event, name) : undefined;
    const { type, context } = how;
    if (event.who === me && type !== 'ParticipantRoleUpdate') return undefined; // our own coming and going
    return {
      type,
      at: new Date(numberOf(event.at)),
      position: numberOf(event.position),
      author: event.by === undefined ? undefined : name(event.by),
      persons: event.who === undefined ? [] : [name(event.who)],
      context: context ? textOf(event[context]) : '',
    };
  });
}

async function markRead(link: SipLink, uri: string): Promise<void> {
  await fetchFrom(link, parseUri(uri), 'history', { count: 1, read: Number.MAX_SAFE_INTEGER });
}

/** What the events of the log are in the model, and which of their fields says more. */
const ACTIVITIES: Readonly<Record<string, { readonly type: LoggedActivity['type']; readonly context?: string }>> = {
  joined: { type: 'ParticipantJoined' },
  left: { type: 'ParticipantLeft' },
  removed: { type: 'ParticipantLeft' },
  role: { type: 'ParticipantRoleUpdate', context: 'role' },
  topic: { type: 'TopicUpdate', context: 'topic' },
};

function messageOf(event: Fields, name: Name): LoggedItem | undefined {
  const format = FORMATS.find(one => TYPES[one] === event.contentType);
  return (
    format && {
      type: 'TextMessage',
      id: String(event.id),
      text: textOf(event.content),
      format,
      from: name(event.by),
      at: new Date(numberOf(event.at)),
      position: numberOf(event.position),
    }
  );
}

/** A page of what `read` makes of each entry; what it makes nothing of is left out. */
function pageOf<T>(page: Fields, list: string, read: (fields: Fields, name: Name) => T | undefined): Page<T> {
  const names = fieldsOf(page.names);
  const name: Name = address => ({ uri: String(address), displayName: textOf(names[String(address)]) });
  const items = listOf(page[list]).map(entry => read(fieldsOf(entry), name));
  return {
    items: items.filter(item => item !== undefined),
    next: typeof page.next === 'number' ? page.next : undefined,
  };
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
