import { formatHeader, formatUri, malformed, NameAddr, parseUri, stripSpace } from '../codec/index.js';
import { escapeCpim, unescapeCpim } from './cpim-escape.js';

/** The namespace of the delivery and read notices, RFC 5438 §6.2. */
export const IMDN_NAMESPACE = 'urn:ietf:params:imdn';

/** A `message/cpim`: who said what when, the same for every listener. RFC 3862, RFC 5438. */
export interface Cpim {
  /** Address and display name; CPIM has no parameters there. */
  readonly from: NameAddr;
  /** The first To. */
  readonly to: NameAddr;
  /** `undefined` where a peer left it out. */
  readonly dateTime: Date | undefined;
  /** `imdn.Message-ID`; `''` where a peer left it out. */
  readonly messageId: string;
  /** The notices asked for: `positive-delivery`, `negative-delivery`, `processing`, `display`. */
  readonly dispositionNotification: readonly string[];
  readonly subject?: string;
  /** Of the content; `text/plain` where a peer left it out. RFC 2045 §5.2. */
  readonly contentType: string;
  /** `notification` around a `message/imdn+xml`. RFC 5438 §7.2. */
  readonly contentDisposition?: string;
  readonly content: string;
}

/**
 * Reads a `message/cpim` body. Line breaks may lack their CR; fields that are not listed in `Cpim` are passed over, and
 * of a field that comes twice the first is the one shown.
 * @throws {SipSyntaxError} Without From or To, or where a known field is broken.
 */
export function parseCpim(text: string): Cpim {
  const outer = readBlock(text, 0);
  const inner = readBlock(text, outer.end);
  const first = (name: string): string => outer.fields.get(name)?.[0] ?? '';
  const prefix = prefixOf(outer.fields.get('ns') ?? []);
  const [subject] = outer.fields.get('subject') ?? [];
  const [contentDisposition] = inner.fields.get('content-disposition') ?? [];
  return {
    from: parseAddress('CPIM From', first('from')),
    to: parseAddress('CPIM To', first('to')),
    dateTime: parseDateTime(first('datetime')),
    messageId: unescapeCpim(first(`${prefix}message-id`)),
    dispositionNotification: parseTokens(first(`${prefix}disposition-notification`)),
    // Subject may carry `;lang=…` between colon and value. RFC 3862 §3.3.
    ...(subject === undefined ? {} : { subject: unescapeCpim(subject.replace(/^(;[^;\s=]+=[^;\s]*)+ /, '')) }),
    contentType: inner.fields.get('content-type')?.[0] || 'text/plain',
    ...(contentDisposition === undefined ? {} : { contentDisposition }),
    content: text.slice(inner.end),
  };
}

/** `parseCpim(formatCpim(c))` equals `c`, for a content type and disposition without spaces around them. */
export function formatCpim(cpim: Cpim): string {
  let text = `From: ${formatCpimAddress(cpim.from)}\r\nTo: ${formatCpimAddress(cpim.to)}\r\n`;
  if (cpim.dateTime) text += `DateTime: ${cpim.dateTime.toISOString()}\r\n`;
  if (cpim.subject !== undefined) text += `Subject: ${escapeCpim(cpim.subject)}\r\n`;
  const notices = cpim.dispositionNotification;
  if (cpim.messageId !== '' || notices.length > 0) text += `NS: imdn <${IMDN_NAMESPACE}>\r\n`;
  if (cpim.messageId !== '') text += `imdn.Message-ID: ${escapeCpim(cpim.messageId)}\r\n`;
  if (notices.length > 0) text += `imdn.Disposition-Notification: ${notices.map(escapeCpim).join(', ')}\r\n`;
  text += `\r\n${formatHeader('Content-Type', cpim.contentType)}`;
  const { contentDisposition } = cpim;
  if (contentDisposition !== undefined) text += formatHeader('Content-Disposition', contentDisposition);
  return `${text}\r\n${cpim.content}`;
}

/** `Name: value` lines up to an empty one or the end, by name in lower case, and the index behind them. */
function readBlock(text: string, start: number): { fields: Map<string, string[]>; end: number } {
  const fields = new Map<string, string[]>();
  let end = start;
  while (end < text.length) {
    const lineStart = end;
    end = text.indexOf('\n', lineStart) + 1 || text.length;
    const line = text.slice(lineStart, end).replace(/\r?\n$/, '');
    if (line === '') break;
    const colon = line.indexOf(':');
    if (colon < 0) throw malformed('message/cpim', line, 'a line without ":"');
    const name = line.slice(0, colon).toLowerCase();
    const values = fields.get(name) ?? [];
    values.push(stripSpace(line.slice(colon + 1)));
    fields.set(name, values);
  }
  return { fields, end };
}

/** Of the imdn namespace, with its dot: `imdn <urn:…>`, or none. The sender chooses it: RFC 3862 §3.4. */
function prefixOf(namespaces: readonly string[]): string {
  const declared = namespaces.find(value => value.endsWith(`<${IMDN_NAMESPACE}>`)) ?? 'imdn<';
  const prefix = stripSpace(declared.slice(0, declared.indexOf('<')));
  return prefix === '' ? '' : `${prefix.toLowerCase()}.`;
}

function parseAddress(what: string, text: string): NameAddr {
  const open = text.lastIndexOf('<');
  if (open < 0 || !text.endsWith('>')) throw malformed(what, text, 'no address');
  return NameAddr(parseUri(text.slice(open + 1, -1)), parseName(stripSpace(text.slice(0, open))));
}

function parseName(text: string): string {
  const quoted = text.length > 1 && text.startsWith('"') && text.endsWith('"');
  return unescapeCpim(quoted ? text.slice(1, -1) : text);
}

/** `"Alice" <sip:alice@contoso.example>` */
export function formatCpimAddress({ displayName, uri }: NameAddr): string {
  const address = `<${formatUri(uri)}>`;
  return displayName === '' ? address : `"${escapeCpim(displayName)}" ${address}`;
}

function parseDateTime(text: string): Date | undefined {
  if (text === '') return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw malformed('CPIM DateTime', text, 'no RFC 3339 time');
  return new Date(time);
}

function parseTokens(text: string): readonly string[] {
  const tokens = text.split(',').map(token => unescapeCpim(stripSpace(token)));
  return tokens.filter(token => token !== '');
}
