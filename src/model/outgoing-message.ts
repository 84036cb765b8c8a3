import type { Property } from '../observable/index.js';
import type { OutgoingText } from './chat-port.js';
import type { ActivityStatus } from './text-message.js';

/** A message on its way out, and the status of its item. */
export interface OutgoingMessage {
  readonly text: OutgoingText;
  readonly status: Property<ActivityStatus>;
}
