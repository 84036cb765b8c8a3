import { malformed } from '../codec/index.js';
import { childrenOf, parseXml, type XmlElement } from './xml.js';

/** How available somebody is, in the words of the Skype Web SDK. */
export type PresenceStatus = (typeof PRESENCE_STATUSES)[number];

export const PRESENCE_STATUSES = [
  'Online',
  'Busy',
  'DoNotDisturb',
  'BeRightBack',
  'Away',
  'Idle',
  'Hidden',
  'Offline',
] as const;

/** What somebody shows of themselves: what we read and write of an `application/pidf+xml`. RFC 3863, RFC 4479, RFC 4480. */
export interface Presence {
  /** The person's address: `sip:bob@contoso.example`. */
  readonly entity: string;
  readonly status: PresenceStatus;
  /** What they do, beside the status; `''` when it is not said. */
  readonly activity: string;
  /** What they tell everybody. */
  readonly note: string;
  readonly location: string;
  /** Since when it is so. */
  readonly since: Date | undefined;
}

/** What the activities of RFC 4480 §3.2 mean, without a status of our own beside them: the status, the activity. */
const MEANINGS: Readonly<Record<string, readonly [PresenceStatus, string?]>> = {
  busy: ['Busy'],
  away: ['Away'],
  'on-the-phone': ['Busy', 'on-the-phone'],
  meeting: ['Busy', 'in-a-meeting'],
  presentation: ['Busy', 'presenting'],
  vacation: ['Away', 'out-of-office'],
};

/**
 * Reads a presence document: of all tuples and persons together, what is listed above; the rest is passed over.
 * @throws {SipSyntaxError} For XML that is broken, or another document.
 */
export function parsePresence(text: string): Presence {
  const root = parseXml(text);
  const entity = root.attributes.get('entity');
  if (root.name !== 'presence' || entity === undefined) throw malformed('presence', text, 'another document');
  const parts = [...childrenOf(root, 'person'), ...childrenOf(root, 'tuple'), root];
  const [since = NaN] = within(parts, 'timestamp').map(({ text }) => Date.parse(text.trim()));
  return {
    entity,
    ...readActivities(parts),
    note: textOf(within(parts, 'note')),
    location: textOf(within(within(parts, 'place-type'), 'other')),
    since: Number.isNaN(since) ? undefined : new Date(since),
  };
}

function readActivities(parts: readonly XmlElement[]): Pick<Presence, 'status' | 'activity'> {
  const activities = within(parts, 'activities').flatMap(({ children }) => children);
  const others = activities.filter(({ name }) => name === 'other').map(({ text }) => text.trim());
  const named = others.findIndex(isStatus);
  const [said] = named < 0 ? [] : others.splice(named, 1);
  const meanings = activities.flatMap(({ name }) => (Object.hasOwn(MEANINGS, name) ? [MEANINGS[name] ?? []] : []));
  const [meant] = meanings[0] ?? [];
  const activity = others[0] ?? meanings.find(([, told]) => told)?.[1] ?? '';
  if (said !== undefined && isStatus(said)) return { status: said, activity };
  const basics = within(within(parts, 'status'), 'basic').map(({ text }) => text.trim());
  if (basics.includes('closed') && !basics.includes('open')) return { status: 'Offline', activity };
  const idle = within(parts, 'user-input').some(({ text }) => text.trim() === 'idle');
  return { status: meant ?? (idle ? 'Idle' : 'Online'), activity };
}

function isStatus(word: string): word is PresenceStatus {
  return PRESENCE_STATUSES.some(status => status === word);
}

function within(elements: readonly XmlElement[], name: string): readonly XmlElement[] {
  return elements.flatMap(element => childrenOf(element, name));
}

function textOf([first]: readonly XmlElement[]): string {
  return first?.text.trim() ?? '';
}
