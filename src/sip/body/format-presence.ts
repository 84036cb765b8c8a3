import { formatXml } from './format-xml.js';
import type { Presence, PresenceStatus } from './presence.js';
import { XmlElement } from './xml.js';

const PIDF = 'urn:ietf:params:xml:ns:pidf';
const DATA_MODEL = 'urn:ietf:params:xml:ns:pidf:data-model';
const RPID = 'urn:ietf:params:xml:ns:pidf:rpid';

/** What other programs understand of a status; those that RFC 4480 has no word for are told in our own beside it. */
const ACTIVITIES: Readonly<Record<PresenceStatus, readonly [activity?: string, ownWord?: boolean]>> = {
  Online: [],
  Busy: ['busy'],
  DoNotDisturb: ['busy', true],
  BeRightBack: ['away', true],
  Away: ['away'],
  Idle: [],
  Hidden: [undefined, true],
  Offline: [],
};

/** `parsePresence(formatPresence(p))` equals `p`, for texts without spaces around them. */
export function formatPresence(presence: Presence): string {
  const { entity, status, note, since } = presence;
  const basic = status === 'Offline' || status === 'Hidden' ? 'closed' : 'open';
  // The order is that of the schema, RFC 3863 §4.4.
  const tuple = [XmlElement('status', {}, [XmlElement('basic', {}, basic)])];
  if (note !== '') tuple.push(XmlElement('note', {}, note));
  if (since) tuple.push(XmlElement('timestamp', {}, since.toISOString()));
  const person = formatPerson(presence);
  return formatXml(
    XmlElement('presence', { xmlns: PIDF, entity }, [
      XmlElement('tuple', { id: 'im' }, tuple),
      ...(person.length > 0 ? [XmlElement('person', { xmlns: DATA_MODEL, id: 'person' }, person)] : []),
    ]),
  );
}

function formatPerson({ status, activity, location }: Presence): XmlElement[] {
  const [known, ownWord] = ACTIVITIES[status];
  const activities = [
    ...(known === undefined ? [] : [XmlElement(known)]),
    // Before an activity that might be the name of a status itself.
    ...(ownWord || activity !== '' ? [XmlElement('other', {}, status)] : []),
    ...(activity === '' ? [] : [XmlElement('other', {}, activity)]),
  ];
  const person: XmlElement[] = [];
  if (activities.length > 0) person.push(XmlElement('activities', { xmlns: RPID }, activities));
  if (location !== '') person.push(XmlElement('place-type', { xmlns: RPID }, [XmlElement('other', {}, location)]));
  if (status === 'Idle') person.push(XmlElement('user-input', { xmlns: RPID }, 'idle'));
  return person;
}
