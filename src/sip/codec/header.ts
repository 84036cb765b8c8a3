import type { SipMessage } from './message.js';
import { splitList } from './split-list.js';

/**
 * The first value of a header field that has no place of its own in the message.
 * @param name - Full, in lower case: `content-type`.
 */
export function header(message: SipMessage, name: string): string | undefined {
  return message.headers.get(name)?.[0];
}

/** All values of a field whose values may also stand in one line, separated by commas: Supported, Allow, Require. */
export function headerList(message: SipMessage, name: string): readonly string[] {
  return (message.headers.get(name) ?? []).flatMap(splitList).filter(value => value !== '');
}
