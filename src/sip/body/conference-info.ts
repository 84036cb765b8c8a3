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
  /**
   * How the person's devices are connected: `connected` when one of them is, else what the first says, such as `dialing-in`.
   * RFC 4575 §5.7.2. A partial user may leave it out.
   */
  readonly status?: string;
}

/** What a conference is about. RFC 4575 §5.3. */
export interface ConferenceDescription {
  readonly subject?: string;
}

/** RFC 4575 §5.5. */
export interface ConferenceCondition {
  readonly userCount?: number;
  /** Whether nobody can join by the conference's address alone. */
  readonly locked?: boolean;
}

/** What we read and write of an `application/conference-info+xml`. RFC 4575 §5. */
export interface ConferenceInfo {
  /** The conference's address. */
  readonly entity: string;
  /** `deleted` when the conference has ended. */
  readonly state: InfoState;
  /** One more in each notification of a subscription. */
  readonly version: number;
  /** `conference-description`. This, `host` and `condition` each change as a whole; left out they are unchanged. */
  readonly description?: ConferenceDescription;
  /** Whose conference it is: the first address of `host-info`. */
  readonly host?: string;
  /** `conference-state`. */
  readonly condition?: ConferenceCondition;
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
  const description = find(root, 'conference-description');
  const condition = find(root, 'conference-state');
  const users = find(root, 'users');
  return {
    entity: entityOf(root),
    state: stateOf(root),
    version,
    ...partsOf({
      description: description && partsOf({ subject: textOf(find(description, 'subject')) }),
      host: textOf(find(root, 'host-info', 'uris', 'entry', 'uri')),
      condition: condition && parseCondition(condition),
    }),
    // Users that are not said are unchanged in a partial document, none in a full one.
    usersState: stateOf(users ?? root),
    users: childrenOf(users, 'user').map(parseUser),
  };
}

function parseCondition(element: XmlElement): ConferenceCondition {
  const count = textOf(find(element, 'user-count'));
  const locked = textOf(find(element, 'locked'));
  if (!/^\d{1,9}$/.test(count ?? '0') || !/^(true|false|[01])$/.test(locked ?? '0')) {
    throw malformed('conference-state', `${count} ${locked}`, 'no number, or no boolean');
  }
  return partsOf({
    userCount: count === undefined ? count : Number(count),
    locked: locked === undefined ? locked : /true|1/.test(locked),
  });
}

function parseUser(element: XmlElement): ConferenceUser {
  const roles = find(element, 'roles');
  const statuses = childrenOf(element, 'endpoint').flatMap(endpoint => textOf(find(endpoint, 'status')) ?? []);
  return {
    entity: entityOf(element),
    state: stateOf(element),
    ...partsOf({
      displayText: textOf(find(element, 'display-text')),
      roles: roles && childrenOf(roles, 'entry').map(entry => entry.text.trim()),
      status: statuses.find(status => status === 'connected') ?? statuses[0],
    }),
  };
}

/** The first element of each name within the one before. */
function find(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  for (const name of path) [element] = childrenOf(element, name);
  return element;
}

function textOf(element: XmlElement | undefined): string | undefined {
  return element?.text.trim();
}

/** Without what is `undefined`. */
function partsOf<Parts extends object>(parts: Parts): Partial<Parts> {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as Partial<Parts>;
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
