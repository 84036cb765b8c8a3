import { formatUri, malformed, NameAddr, parseUri, stripSpace } from '../codec/index.js';
import { escapeCpim, unescapeCpim } from './cpim-escape.js';

const CR = 13;

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

/** The values as they stand; `''` where there is none. */
interface RawFields {
  from: string;
  to: string;
  dateTime: string;
  subject: string | undefined;
  /** The prefix of the imdn namespace, with its dot. The sender chooses it: RFC 3862 §3.4. */
  prefix: string;
  messageId: string;
  dispositionNotification: string;
  contentType: string;
  contentDisposition: string | undefined;
  /** Where the content is in the text. */
  contentStart: number;
}

/**
 * Reads a `message/cpim` body. Line breaks may lack their CR; fields that are not listed in `Cpim` are passed over.
 * @throws {SipSyntaxError} Without From or To, or where a known field is broken.
 */
export function parseCpim(text: string): Cpim {
  const raw = readFields(text);
  const cpim = {
    from: parseAddress('CPIM From', raw.from),
    to: parseAddress('CPIM To', raw.to),
    dateTime: parseDateTime(raw.dateTime),
    messageId: unescapeCpim(raw.messageId),
    dispositionNotification: parseTokens(raw.dispositionNotification),
    contentType: raw.contentType === '' ? 'text/plain' : raw.contentType,
    content: text.slice(raw.contentStart),
  };
  const { subject, contentDisposition } = raw;
  if (subject === undefined && contentDisposition === undefined) return cpim;
  return {
    ...cpim,
    ...(subject === undefined ? {} : { subject: unescapeCpim(withoutParams(subject)) }),
    ...(contentDisposition === undefined ? {} : { contentDisposition }),
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

/** Two blocks of `Name: value` lines, each with an empty line behind, then the content. */
function readFields(text: string): RawFields {
  const raw: RawFields = {
    from: '',
    to: '',
    dateTime: '',
    subject: undefined,
    prefix: 'imdn.',
    messageId: '',
    dispositionNotification: '',
    contentType: '',
    contentDisposition: undefined,
    contentStart: 0,
  };
  const innerStart = readLines(text, 0, raw, readOuter);
  raw.contentStart = readLines(text, innerStart, raw, readInner);
  return raw;
}

/** Reads up to an empty line or the end; returns the index behind it. */
function readLines(
  text: string,
  start: number,
  raw: RawFields,
  read: (raw: RawFields, name: string, value: string) => void,
): number {
  let index = start;
  while (index < text.length) {
    const found = text.indexOf('\n', index);
    const next = found < 0 ? text.length : found + 1;
    const lineEnd = found < 0 ? next : found > index && text.charCodeAt(found - 1) === CR ? found - 1 : found;
    const line = text.slice(index, lineEnd);
    if (line === '') return next;
    const colon = line.indexOf(':');
    if (colon < 0) throw malformed('message/cpim', line, 'a line without ":"');
    read(raw, line.slice(0, colon).toLowerCase(), stripSpace(line.slice(colon + 1)));
    index = next;
  }
  return index;
}

function readOuter(raw: RawFields, name: string, value: string): void {
  switch (name) {
    case 'from':
      raw.from = value;
      return;
    case 'to':
      // Others may follow; the first is the one shown.
      if (raw.to === '') raw.to = value;
      return;
    case 'datetime':
      raw.dateTime = value;
      return;
    case 'subject':
      raw.subject ??= value;
      return;
    case 'ns':
      if (value.endsWith(`<${IMDN_NAMESPACE}>`)) raw.prefix = prefixOf(value);
      return;
    default:
      if (name === `${raw.prefix}message-id`) raw.messageId = value;
      else if (name === `${raw.prefix}disposition-notification`) raw.dispositionNotification = value;
  }
}

/** `imdn <urn:…>`, or `<urn:…>` alone where the names have no prefix. */
function prefixOf(value: string): string {
  const prefix = stripSpace(value.slice(0, value.indexOf('<')));
  return prefix === '' ? '' : `${prefix.toLowerCase()}.`;
}

function readInner(raw: RawFields, name: string, value: string): void {
  if (name === 'content-type') raw.contentType = value;
  else if (name === 'content-disposition') raw.contentDisposition = value;
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

function formatAddress({ displayName, uri }: NameAddr): string {
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
  if (text === '') return [];
  return text
    .split(',')
    .map(token => unescapeCpim(stripSpace(token)))
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
