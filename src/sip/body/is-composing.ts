import { malformed } from '../codec/index.js';
import { elementText } from './element-text.js';

/** The media type of such a document. */
export const COMPOSING_TYPE = 'application/im-iscomposing+xml';

/** Whether somebody is writing a message. RFC 3994 §3. */
export interface IsComposing {
  readonly active: boolean;
  /** For how many seconds that holds, unless it is said again; 0 where the peer does not say. */
  readonly refresh: number;
}

/**
 * Reads an `application/im-iscomposing+xml`; any state but `active` counts as `idle`: RFC 3994 §3.3.
 * @throws {SipSyntaxError} Without a state.
 */
export function parseIsComposing(text: string): IsComposing {
  const state = elementText(text, 'state');
  if (!/^[\w-]+$/.test(state)) throw malformed('im-iscomposing', text, 'no state');
  const refresh = /^\d{1,9}$/.exec(elementText(text, 'refresh'));
  return { active: state === 'active', refresh: Number(refresh) };
}

/** `parseIsComposing(formatIsComposing(c))` equals `c`. */
export function formatIsComposing({ active, refresh }: IsComposing): string {
  const state = `<state>${active ? 'active' : 'idle'}</state>${refresh ? `<refresh>${refresh}</refresh>` : ''}`;
  return `<?xml version="1.0" encoding="UTF-8"?>\r\n<isComposing xmlns="urn:ietf:params:xml:ns:im-iscomposing">${state}</isComposing>`;
}
