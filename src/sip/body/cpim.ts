import { formatUri, malformed, NameAddr, parseUri } from '../codec/index.js';
import { escapeCpim, unescapeCpim } from './cpim-escape.js';

/** The namespace of the delivery and read notices, RFC 5438 §6.2. */
const IMDN_NAMESPACE = 'urn:ietf:params:imdn';

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
 * Reads a `message/cpim` body. Line breaks may lack their CR; fields that are not listed in `Cpim` are passed over.
 * @throws {SipSyntaxError} Without From or To, or where a known field is broken.
 */
export function parseCpim(text: string): Cpim {
  const outer = new Map<string, string>();
  const inner = new Map<string, string>();
  const innerStart = readHeaders(text, 0, outer);
  const contentStart = readHeaders(text, innerStart, inner);
  const prefix = imdnPrefix(outer);
  const subject = outer.get('subject');
  const contentDisposition = inner.get('content-disposition');
  return {
    from: parseAddress('From', outer.get('from')),
    to: parseAddress('To', outer.get('to')),
    dateTime: parseDateTime(outer.get('datetime')),
    messageId: unescapeCpim(outer.get(`${prefix}message-id`) ?? ''),
    dispositionNotification: parseTokens(outer.get(`${prefix}disposition-notification`)),
    ...(subject === undefined ? {} : { subject: unescapeCpim(withoutParams(subject)) }),
    contentType: inner.get('content-type') ?? 'text/plain',
    ...(contentDisposition === undefined ? {} : { contentDisposition }),
    content: text.slice(contentStart),
  };
}

/** `parseCpim(formatCpim(c))` equals `c`, for a content type and disposition without spaces around them. */
export function formatCpim(cpim: Cpim): string {
  let text = `From: ${formatAddress(cpim.from)}\r\nTo: ${formatAddress(cpim.to)}\r\n`;
  if (cpim.dateTime) text += `DateTime: ${cpim.dateTime.toISOString()}\r\n`;
  if (cpim.subject !== undefined) text += `Subject: ${escapeCpim(cpim.subject)}\r\n`;
  const notices = cpim.dispositionNotification;
  if (cpim.messageId !== '' || notices.length > 0) text += `NS: imdn <${IMDN_NAMESPACE}>\r\n`;
  if (cpim.messageId !== '') text += `imdn.Message-ID: ${escapeCpim(cpim.messageId)}\r\n`;
  if (notices.length > 0) text += `imdn.Disposition-Notification: ${notices.map(escapeCpim).join(', ')}\r\n`;
  text += `\r\nContent-Type: ${oneLine(cpim.contentType)}\r\n`;
  if (cpim.contentDisposition !== undefined) text += `Content-Disposition: ${oneLine(cpim.contentDisposition)}\r\n`;
  return `${text}\r\n${cpim.content}`;
}

/** Reads `Name: value` lines up to an empty line or the end; returns the index behind it. The first of equal names counts. */
function readHeaders(text: string, start: number, headers: Map<string, string>): number {
  let index = start;
  while (index < text.length) {
    const found = text.indexOf('\n', index);
    const next = found < 0 ? text.length : found + 1;
    const lineEnd = found > index && text[found - 1] === '\r' ? found - 1 : found < 0 ? next : found;
    if (lineEnd === index) return next;
    const colon = text.indexOf(':', index);
    if (colon < 0 || colon >= lineEnd)
      throw malformed('message/cpim', text.slice(index, lineEnd), 'a line without ":"');
    const name = text.slice(index, colon).toLowerCase();
    const value = text.slice(colon + 1, lineEnd).trim();
    // NS may come several times; only the line that names the imdn namespace matters.
    if (!headers.has(name) || (name === 'ns' && value.includes(IMDN_NAMESPACE))) headers.set(name, value);
    index = next;
  }
  return index;
}

/** What stands before the names of the imdn namespace; the sender chooses it. RFC 3862 §3.4. */
function imdnPrefix(headers: Map<string, string>): string {
  const namespace = headers.get('ns') ?? '';
  if (namespace.startsWith('imdn ') || !namespace.includes(`<${IMDN_NAMESPACE}>`)) return 'imdn.';
  const prefix = namespace.slice(0, namespace.indexOf('<')).trim().toLowerCase();
  return prefix === '' ? '' : `${prefix}.`;
}

function parseAddress(name: string, text: string | undefined): NameAddr {
  const open = text?.lastIndexOf('<') ?? -1;
  if (text === undefined || open < 0 || !text.endsWith('>')) throw malformed(`CPIM ${name}`, text ?? '', 'no address');
  return NameAddr(parseUri(text.slice(open + 1, -1)), parseName(text.slice(0, open).trim()));
}

function parseName(text: string): string {
  const quoted = text.length > 1 && text.startsWith('"') && text.endsWith('"');
  return unescapeCpim(quoted ? text.slice(1, -1) : text);
}

function formatAddress({ displayName, uri }: NameAddr): string {
  const address = `<${formatUri(uri)}>`;
  return displayName === '' ? address : `"${escapeCpim(displayName)}" ${address}`;
}

function parseDateTime(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw malformed('CPIM DateTime', text, 'no RFC 3339 time');
  return new Date(time);
}

function parseTokens(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  return text
    .split(',')
    .map(token => unescapeCpim(token.trim()))
    .filter(token => token !== '');
}

/** Subject may carry `;lang=…` between colon and value. RFC 3862 §3.3. */
function withoutParams(text: string): string {
  return text.replace(/^(;[^;\s=]+=[^;\s]*)+ /, '');
}

function oneLine(text: string): string {
  if (/[\r\n\0]/.test(text)) throw new TypeError(`Cannot format ${JSON.stringify(text)}: it has a line break or NUL`);
  return text;
}
