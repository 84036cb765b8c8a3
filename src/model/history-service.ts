import type { Collection } from '../observable/index.js';
import type { TextMessage } from './text-message.js';

/** Whatever a history may contain. Look at `type` before anything else, and ignore what you do not know. */
export type ActivityItem = TextMessage;

/** What has happened in one conversation. */
export interface HistoryService {
  /** Every item, in the order of arrival. */
  readonly activityItems: Collection<ActivityItem>;
}
