import { Collection, Command, Enabled, Property, Reason } from '../observable/index.js';
import type { LoggedActivity } from './archive-port.js';
import type { Chat } from './chat.js';
import type { IncomingText, NetworkPort, OutgoingText } from './chat-port.js';
import type { ActivityItem, HistoryService } from './history-service.js';
import type { Remembered } from './show-conference.js';
import { TextMessage } from './text-message.js';

/** One log of the server. A conversation that was resumed has several. */
export interface Log {
  readonly uri: string;
  /** We have what is from this position on, else what is told. */
  before: number | undefined;
  /** We have read what is up to this position. */
  read: number;
  /** We have everything that we may read. */
  complete: boolean;
}

/** What a conversation shows of its past: what is told while we are in, and what the server has of the time before. */
export class History {
  readonly service: HistoryService;
  readonly items = Collection<ActivityItem>();
  /** The text messages among them. */
  readonly messages = this.items.filter(item => item instanceof TextMessage) as Collection<TextMessage>;
  /** When the last thing happened; unknown before the first. */
  readonly at = Property<Date | undefined>(undefined);
  /** Whose history it is. */
  readonly chat: Chat;
  readonly #network: NetworkPort;
  /** In the order in which they were begun. */
  readonly logs: Log[] = [];
  /** The one to be read next. */
  readonly older = Property<Log | undefined>(undefined);
  /** How many are unread. See `recount`. */
  readonly #count = Property(0);
  /** Each with what was said, and where. */
  readonly #unread = new Map<TextMessage, { readonly said: IncomingText; readonly log: Log | undefined }>();
  /** The greatest position of an item of the last log. */
  latest = 0;
  /** How many the server has that are not here. */
  unreadElsewhere = 0;
  /** What the group was when we were told last; undefined before that. */
  group: Remembered | undefined;
  #reading: Promise<void> | undefined;

  constructor(chat: Chat, network: NetworkPort) {
    this.chat = chat;
    this.#network = network;
    this.service = {
      activityItems: this.items.readOnly(),
      getMoreActivityItems: Command(
        (count = 20) =>
          (this.#reading ??= network
            .archive((archive, reader) => reader.items(archive, this as never, count))
            .finally(() => (this.#reading = undefined))),
        Enabled(() => chat.offline ?? (this.older() ? undefined : this.items.size() > 0 ? NO_MORE : NOTHING_SAID)),
      ),
      unreadActivityItemsCount: this.#count.readOnly(),
      markAllAsRead: Command(
        () => this.#markAllAsRead(),
        Enabled(() => chat.offline),
      ),
    };
  }

  /** Those of the conversations on the server that this one shows. */
  get uris(): readonly string[] {
    return this.logs.map(({ uri }) => uri);
  }

  /** A session is up. Of one that we did not join we have everything. */
  begin(uri: string): void {
    const { isGroup, peer } = this.chat;
    const people = peer ? [{ uri: peer.id(), displayName: '' }] : [];
    this.group = isGroup() ? undefined : { people };
    if (this.uris.includes(uri)) return;
    this.begins({ uri, before: undefined, read: 0, complete: this.chat.uri() === null });
    this.latest = 0;
  }

  /** Adds an item whose key is free. @param index - For what is older than all that is here. */
  add(item: ActivityItem, told: LoggedActivity | (OutgoingText & Partial<IncomingText>), index?: number): void {
    const older = index !== undefined;
    const log = older ? this.older() : this.logs.at(-1);
    const { position = 0 } = told;
    if (log === this.logs.at(-1)) this.latest = Math.max(this.latest, position);
    if (!older) {
      this.at(item.timestamp());
      if (log && position > 0) log.before ??= position;
    }
    void this.items.add(item, item.key(), index);
    if (!('direction' in item) || item.direction() === 'Outgoing') return;
    if (older) {
      if (position <= (log?.read ?? 0)) return;
      this.unreadElsewhere = Math.max(0, this.unreadElsewhere - 1);
    }
    this.#unread.set(item, { said: told as IncomingText, log });
    this.recount();
  }

  /** Reads properties. */
  isRead(message: TextMessage): boolean {
    this.#count();
    return !this.#unread.has(message);
  }

  /** The position up to which everything has been read in the last log. */
  get readTo(): number {
    return Math.min(this.latest, ...[...this.#unread.values()].map(({ said }) => said.position - 1));
  }

  /** Another device of ours has shown a message of somebody else, and all before it. */
  readElsewhere(id: string): void {
    const last = [...this.#unread.values()].find(({ said }) => said.id === id);
    if (!last) return;
    for (const [item, { said, log = last.log }] of this.#unread) {
      if (log === last.log && said.position <= last.said.position) this.#unread.delete(item);
    }
    this.recount();
  }

  /** There is one more log. */
  begins(log: Log): void {
    this.logs.push(log);
    this.seek();
  }

  /** Looks which log is to be read next. */
  seek(): void {
    this.older(this.logs.findLast(({ complete }) => !complete));
  }

  /** Call it after each change of what is unread. */
  recount(): void {
    this.#count(this.#unread.size + this.unreadElsewhere);
  }

  /** Where we are in, the session tells it, else the server's archive. */
  async #markAllAsRead(): Promise<void> {
    const { chatState, session } = this.chat;
    const here = chatState() === 'Connected' ? this.logs.at(-1) : undefined;
    const unread = [...this.#unread.values()];
    const elsewhere = new Set(unread.map(({ log }) => log));
    if (this.unreadElsewhere > 0) elsewhere.add(this.logs[0]);
    this.#unread.clear();
    this.unreadElsewhere = 0;
    for (const log of this.logs) log.read = Infinity;
    this.recount();
    const seen = unread
      .filter(({ log = here }) => log === here) // that of an invitation comes before its log
      .map(({ said }) => said);
    await Promise.all([
      here && seen.length > 0 && session.ask(port => port.displayed(seen)),
      ...[...elsewhere].map(
        log => log && (log !== here || !seen.length) && this.#network.archive(archive => archive.markRead(log.uri)),
      ),
    ]);
  }
}

const NO_MORE = new Reason('NoMore', { message: 'There is nothing older.' });
const NOTHING_SAID = new Reason('NothingSaid', { message: 'Nothing has been said here yet.' });
