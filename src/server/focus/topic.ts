import { header, type SipMessage } from '../../sip/codec/index.js';
import type { TopicEvent } from './conversation-event.js';
import { SipError } from './sip-error.js';

/** Longest topic, in characters. */
const MAX_CHARACTERS = 250;

/**
 * A topic as it is kept: without spaces around it; `''` for none.
 * @throws SipError 400 for one that is too long, or not one line.
 */
export function checkTopic(text: string): string {
  const topic = text.trim();
  if ([...topic].length > MAX_CHARACTERS)
    throw new SipError(400, `A topic may have at most ${MAX_CHARACTERS} characters`);
  if (/\p{Cc}/u.test(topic)) throw new SipError(400, 'A topic is one line of text');
  return topic;
}

/** The topic that an INVITE names in Subject. @throws SipError 400. */
export function readSubject(message: SipMessage): string {
  return checkTopic(header(message, 'subject') ?? '');
}

/** What is logged of the topic that a conversation begins with: nothing when it has none. */
export function topicEvents(by: string, topic: string): readonly TopicEvent[] {
  return topic === '' ? [] : [{ type: 'topic', at: Date.now(), by, topic }];
}
