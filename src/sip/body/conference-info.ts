import { malformed } from '../codec/index.js';
import { childrenOf, parseXml, type XmlElement } from './xml.js';

/** Whether an element is all there is, a change, or gone. RFC 4575 §5.1. */
export type InfoState = 'full' | 'partial' | 'deleted';

/** One person of a conference. RFC 4575 §5.6. In a partial user, what is missing is unchanged. */
export interface ConferenceUser {
  /** The person's address: `sip:bob@contoso.example`. */
  readonly entity: string;
  readonly state: InfoState;
  readonly displayText?: string;
  readonly roles?: readonly string[];
}

/** What we read and write of an `application/conference-info+xml`. RFC 4575 §5. */
export interface ConferenceInfo {
  /** The conference's address. */
  readonly entity: string;
  /** `deleted` when the conference has ended. */
  readonly state: InfoState;
  /** One more in each notification of a subscription. */
  readonly version: number;
  /** Whether `users` are all users, or those that changed. */
  readonly usersState: InfoState;
  readonly users: readonly ConferenceUser[];
}

/**
 * Reads a conference-info document; elements that are not listed above are passed over.
 * @throws {SipSyntaxError} For XML that is broken, or another document.
 */
export function parseConferenceInfo(text: string): ConferenceInfo {
  const root = parseXml(text);
  const version = Number(root.attributes.get('version') ?? 0);
  if (root.name !== 'conference-info' || !(version >= 0)) throw malformed('conference-info', text, 'another document');
  const [users] = childrenOf(root, 'users');
  return {
    entity: entityOf(root),
    state: stateOf(root),
    version,
    // Users that are not said are unchanged in a partial document, none in a full one.
    usersState: stateOf(users ?? root),
    users: childrenOf(users, 'user').map(parseUser),
  };
}

function parseUser(element: XmlElement): ConferenceUser {
  const [name] = childrenOf(element, 'display-text');
  const [roles] = childrenOf(element, 'roles');
  return {
    entity: entityOf(element),
    state: stateOf(element),
    ...(name && { displayText: name.text.trim() }),
    ...(roles && { roles: childrenOf(roles, 'entry').map(entry => entry.text.trim()) }),
  };
}

function entityOf(element: XmlElement): string {
  const entity = element.attributes.get('entity');
  if (entity === undefined) throw malformed('conference-info', element.name, 'no entity');
  return entity;
}

/** `full` where it is not said: RFC 4575 §5.1. */
function stateOf(element: XmlElement): InfoState {
  const state = element.attributes.get('state') ?? 'full';
  if (state === 'full' || state === 'partial' || state === 'deleted') return state;
  throw malformed('conference-info', state, 'no state');
}
