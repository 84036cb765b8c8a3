import type { Collection, Command, Property } from '../observable/index.js';
import type { GroupActivity } from './group-activity.js';
import type { TextMessage } from './text-message.js';

/** Whatever a history may contain. Look at `type` before anything else, and ignore what you do not know. */
export type ActivityItem = TextMessage | GroupActivity;

/** What has happened in one conversation. */
export interface HistoryService {
  /** Every item, in the order of the server's log. What has just been sent is there at once. */
  readonly activityItems: Collection<ActivityItem>;
  /**
   * Reads older items from the server, which join `activityItems` before all that is there. Resolves when there are so many
   * more, or no more to read; rejects with `RequestFailed`. While it is reading, further calls wait for the same. Off
   * when there are no more (`NoMore`), or none at all (`NothingSaid`), and while signed out.
   *
   * @param count - 20 unless given.
   */
  readonly getMoreActivityItems: Command<(count?: number) => Promise<void>>;
  /** How many messages of others are not read, on none of our devices; of those that are not here, the server counts 99 at most. */
  readonly unreadActivityItemsCount: Property<number>;
  /** Counts all as read, and tells the server, which tells the senders if they asked for that. */
  readonly markAllAsRead: Command<() => Promise<void>>;
}
