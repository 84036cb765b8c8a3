import type { Imdn } from './imdn.js';
import { escapeXml } from './xml-escape.js';

/** `parseImdn(formatImdn(i))` equals `i`, for an id and an address without spaces around them. */
export function formatImdn({ messageId, dateTime, recipient, kind, status }: Imdn): string {
  const element = (name: string, text = ''): string => text && `<${name}>${escapeXml(text)}</${name}>`;
  const said =
    element('message-id', messageId) +
    element('datetime', dateTime?.toISOString()) +
    element('recipient-uri', recipient);
  const told = `<${kind}-notification><status><${status}/></status></${kind}-notification>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\r\n<imdn xmlns="urn:ietf:params:xml:ns:imdn">${said}${told}</imdn>`;
}
