import type { ConferenceInfo, ConferenceUser } from './conference-info.js';
import { formatXml } from './format-xml.js';
import { XmlElement } from './xml.js';

const NAMESPACE = 'urn:ietf:params:xml:ns:conference-info';

/**
 * `parseConferenceInfo(formatConferenceInfo(i))` equals `i`. The order is that of the schema, RFC 4575 §8. A person with a
 * status is written with one endpoint that has it.
 */
export function formatConferenceInfo(info: ConferenceInfo): string {
  const { entity, state, version, description, host, condition, usersState, users } = info;
  const attributes = { xmlns: NAMESPACE, entity, state, version: String(version) };
  return formatXml(
    XmlElement('conference-info', attributes, [
      ...part('conference-description', description && part('subject', description.subject)),
      ...part('host-info', host === undefined ? host : part('uris', part('entry', part('uri', host)))),
      ...part(
        'conference-state',
        condition && [...part('user-count', condition.userCount), ...part('locked', condition.locked)],
      ),
      XmlElement('users', { state: usersState }, users.map(formatUser)),
    ]),
  );
}

function formatUser({ entity, state, displayText, roles, status }: ConferenceUser): XmlElement {
  return XmlElement('user', { entity, state }, [
    ...part('display-text', displayText),
    ...part(
      'roles',
      roles?.flatMap(role => part('entry', role)),
    ),
    ...(status === undefined ? [] : [XmlElement('endpoint', { entity, state }, part('status', status))]),
  ]);
}

/** One element, or none where nothing is said. */
function part(name: string, content: string | number | boolean | readonly XmlElement[] | undefined): XmlElement[] {
  if (content === undefined) return [];
  return [XmlElement(name, {}, typeof content === 'object' ? content : String(content))];
}
