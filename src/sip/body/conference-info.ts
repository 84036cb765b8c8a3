import { malformed } from '../codec/index.js';
import { childOf, childrenOf, formatXml, parseXml, XmlElement } from './xml.js';

/** Whether an element is all there is, a change, or gone. RFC 4575 §5.1. */
export type InfoState = 'full' | 'partial' | 'deleted';

/** One device of a user. RFC 4575 §5.7. In a partial endpoint, what is missing is unchanged. */
export interface ConferenceEndpoint {
  readonly entity: string;
  readonly state: InfoState;
  /** `pending`, `dialing-out`, `alerting`, `connected`, `disconnected` and others. */
  readonly status?: string;
  /** `dialed-in`, `dialed-out`, `focus-owner`. */
  readonly joiningMethod?: string;
  /** `departed`, `booted`, `failed`, `busy`. */
  readonly disconnectionMethod?: string;
  /** A Reason header field's value. */
  readonly disconnectionReason?: string;
}

/** One person of a conference. RFC 4575 §5.6. In a partial user, what is missing is unchanged. */
export interface ConferenceUser {
  /** The person's address: `sip:bob@contoso.example`. */
  readonly entity: string;
  readonly state: InfoState;
  readonly displayText?: string;
  readonly roles?: readonly string[];
  readonly endpoints: readonly ConferenceEndpoint[];
}

/** An `application/conference-info+xml`. RFC 4575 §5. */
export interface ConferenceInfo {
  /** The conference's address. */
  readonly entity: string;
  /** `deleted` when the conference has ended. */
  readonly state: InfoState;
  /** One more in each notification of a subscription. */
  readonly version: number;
  /** Of the conference description; `undefined` where it is not said. */
  readonly subject?: string;
  /** Whether `users` are all users, or those that changed. */
  readonly usersState: InfoState;
  readonly users: readonly ConferenceUser[];
}

const NAMESPACE = 'urn:ietf:params:xml:ns:conference-info';

/**
 * Reads a conference-info document; elements that are not listed above are passed over.
 * @throws {SipSyntaxError} For XML that is broken, or another document.
 */
export function parseConferenceInfo(text: string): ConferenceInfo {
  const root = parseXml(text);
  const entity = root.attributes.get('entity');
  if (root.name !== 'conference-info' || entity === undefined) throw malformed('conference-info', text, 'another root');
  const version = Number(root.attributes.get('version') ?? '0');
  if (!Number.isSafeInteger(version) || version < 0) throw malformed('conference-info', text, 'a version that is none');
  const users = childOf(root, 'users');
  const state = stateOf(root);
  return {
    entity,
    state,
    version,
    ...optional('subject', textOf(childOf(root, 'conference-description'), 'subject')),
    // Users that are not said are unchanged in a partial document, none in a full one.
    usersState: users ? stateOf(users) : state === 'partial' ? 'partial' : 'full',
    users: childrenOf(users, 'user').map(parseUser),
  };
}

/** `parseConferenceInfo(formatConferenceInfo(i))` equals `i`. */
export function formatConferenceInfo(info: ConferenceInfo): string {
  const { entity, state, version, subject, usersState, users } = info;
  const attributes = { xmlns: NAMESPACE, entity, state, version: String(version) };
  const children: XmlElement[] = [];
  if (subject !== undefined) {
    children.push(XmlElement('conference-description', {}, [XmlElement('subject', {}, subject)]));
  }
  children.push(XmlElement('users', { state: usersState }, users.map(formatUser)));
  return formatXml(XmlElement('conference-info', attributes, children));
}

function parseUser(element: XmlElement): ConferenceUser {
  const roles = childOf(element, 'roles');
  return {
    entity: entityOf(element),
    state: stateOf(element),
    ...optional('displayText', textOf(element, 'display-text')),
    ...optional('roles', roles && childrenOf(roles, 'entry').map(entry => entry.text.trim())),
    endpoints: childrenOf(element, 'endpoint').map(parseEndpoint),
  };
}

function formatUser({ entity, state, displayText, roles, endpoints }: ConferenceUser): XmlElement {
  const children = formatTexts({ 'display-text': displayText });
  if (roles)
    children.push(
      XmlElement(
        'roles',
        {},
        roles.map(role => XmlElement('entry', {}, role)),
      ),
    );
  return XmlElement('user', { entity, state }, [...children, ...endpoints.map(formatEndpoint)]);
}

function parseEndpoint(element: XmlElement): ConferenceEndpoint {
  return {
    entity: entityOf(element),
    state: stateOf(element),
    ...optional('status', textOf(element, 'status')),
    ...optional('joiningMethod', textOf(element, 'joining-method')),
    ...optional('disconnectionMethod', textOf(element, 'disconnection-method')),
    ...optional('disconnectionReason', textOf(childOf(element, 'disconnection-info'), 'reason')),
  };
}

/** The order is that of the schema, RFC 4575 §8. */
function formatEndpoint(endpoint: ConferenceEndpoint): XmlElement {
  const { entity, state, status, joiningMethod, disconnectionMethod, disconnectionReason } = endpoint;
  const children = formatTexts({
    status,
    'joining-method': joiningMethod,
    'disconnection-method': disconnectionMethod,
  });
  if (disconnectionReason !== undefined) {
    children.push(XmlElement('disconnection-info', {}, [XmlElement('reason', {}, disconnectionReason)]));
  }
  return XmlElement('endpoint', { entity, state }, children);
}

function formatTexts(texts: Readonly<Record<string, string | undefined>>): XmlElement[] {
  return Object.entries(texts).flatMap(([name, text]) => (text === undefined ? [] : [XmlElement(name, {}, text)]));
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

function textOf(element: XmlElement | undefined, name: string): string | undefined {
  return childOf(element, name)?.text.trim();
}

/** The key only where there is a value. */
function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
