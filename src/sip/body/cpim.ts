import { formatHeader, formatUri, malformed, NameAddr, parseUri, stripSpace } from '../codec/index.js';
import { escapeCpim, unescapeCpim } from './cpim-escape.js';
import { parseHeaderBlock } from './header-block.js';
import { IMDN_TYPE } from './imdn-type.js';

/** The namespace of the message id, RFC 5438 §6.3. */
export const IMDN_NAMESPACE = 'urn:ietf:params:imdn';

/** Which prefix the names of that namespace have. Spaces fit one part only: else many of them would take quadratic time. */
const NAMESPACE_LINE = /^NS:[ \t]*(|[^\s<]+[ \t]*)<urn:ietf:params:imdn>/im;

/** A `message/cpim`: who said what when, the same for every listener. RFC 3862, RFC 5438. */
export interface Cpim {
  /** Address and display name; CPIM has no parameters there. */
  readonly from: NameAddr;
  /** The first To. */
  readonly to: NameAddr;
  /** `undefined` where a peer left it out. */
  readonly dateTime: Date | undefined;
  /** `imdn.Message-ID`, RFC 5438 §6.3; `''` where a peer left it out. */
  readonly messageId: string;
  /**
   * `imdn.Disposition-Notification`, RFC 5438 §6.4: of what its sender wants to be told, `positive-delivery`,
   * `negative-delivery`, `display`, with commas between. Not there when of nothing.
   */
  readonly notify?: string;
  /** Of the content; `text/plain` where a peer left it out. RFC 2045 §5.2. */
  readonly contentType: string;
  readonly content: string;
}

/**
 * Reads a `message/cpim` body; fields that are not listed in `Cpim` are passed over.
 * @throws {SipSyntaxError} Without From or To, or where a known field is broken.
 */
export function parseCpim(text: string): Cpim {
  const { fields, content: wrapped } = parseHeaderBlock(text);
  const { fields: inner, content } = parseHeaderBlock(wrapped);
  // The sender chooses the prefix of a namespace, and may choose none: RFC 3862 §3.4.
  const prefix = stripSpace(NAMESPACE_LINE.exec(text)?.[1] ?? 'imdn');
  const imdn = (name: string): string =>
    unescapeCpim(fields.get(`${prefix && `${prefix}.`}${name}`.toLowerCase()) ?? '');
  const notify = imdn('disposition-notification');
  return {
    from: parseAddress(fields.get('from')),
    to: parseAddress(fields.get('to')),
    dateTime: parseDateTime(fields.get('datetime')),
    messageId: imdn('message-id'),
    ...(notify && { notify }),
    contentType: inner.get('content-type') || 'text/plain',
    content,
  };
}

/**
 * `parseCpim(formatCpim(c))` equals `c`, for a content type without spaces around it, and `notify` only with a message
 * id: a notification names the message by it.
 */
export function formatCpim({ from, to, dateTime, messageId, notify, contentType, content }: Cpim): string {
  let text = `From: ${formatCpimAddress(from)}\r\nTo: ${formatCpimAddress(to)}\r\n`;
  if (dateTime) text += `DateTime: ${dateTime.toISOString()}\r\n`;
  if (messageId) text += `NS: imdn <${IMDN_NAMESPACE}>\r\nimdn.Message-ID: ${escapeCpim(messageId)}\r\n`;
  if (messageId && notify) text += `imdn.Disposition-Notification: ${escapeCpim(notify)}\r\n`;
  // RFC 5438 §7.2.1.1 wants it, so that nobody shows the notification itself.
  const disposition = contentType === IMDN_TYPE ? 'Content-Disposition: notification\r\n' : '';
  return `${text}\r\n${formatHeader('Content-Type', contentType)}${disposition}\r\n${content}`;
}

function parseAddress(text = ''): NameAddr {
  const [, quoted, name = '', uri] = /^(?:"([^]*)"[ \t]*|([^]*))<([^<>]*)>$/.exec(text) ?? [];
  if (uri === undefined) throw malformed('CPIM address', text, 'none');
  return NameAddr(parseUri(uri), unescapeCpim(quoted ?? stripSpace(name)));
}

/** `"Alice" <sip:alice@contoso.example>` */
function formatCpimAddress({ displayName, uri }: NameAddr): string {
  return `${displayName && `"${escapeCpim(displayName)}" `}<${formatUri(uri)}>`;
}

function parseDateTime(text: string | undefined): Date | undefined {
  if (!text) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw malformed('CPIM DateTime', text, 'no RFC 3339 time');
  return new Date(time);
}
