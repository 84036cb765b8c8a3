import type { ConferenceInfo, ConferenceUser } from './conference-info.js';
import { formatXml } from './format-xml.js';
import { XmlElement } from './xml.js';

const NAMESPACE = 'urn:ietf:params:xml:ns:conference-info';

/**
 * `parseConferenceInfo(formatConferenceInfo(i))` equals `i`. Who is not deleted is written with one endpoint, connected.
 */
export function formatConferenceInfo({ entity, state, version, usersState, users }: ConferenceInfo): string {
  const attributes = { xmlns: NAMESPACE, entity, state, version: String(version) };
  const list = XmlElement('users', { state: usersState }, users.map(formatUser));
  return formatXml(XmlElement('conference-info', attributes, [list]));
}

/** The order is that of the schema, RFC 4575 §8. */
function formatUser({ entity, state, displayText, roles }: ConferenceUser): XmlElement {
  const children: XmlElement[] = [];
  if (displayText !== undefined) children.push(XmlElement('display-text', {}, displayText));
  if (roles) {
    const entries = roles.map(role => XmlElement('entry', {}, role));
    children.push(XmlElement('roles', {}, entries));
  }
  if (state !== 'deleted') {
    children.push(XmlElement('endpoint', { entity, state }, [XmlElement('status', {}, 'connected')]));
  }
  return XmlElement('user', { entity, state }, children);
}
