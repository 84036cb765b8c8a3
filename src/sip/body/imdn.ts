import { malformed } from '../codec/index.js';
import { elementText } from './element-text.js';
import { unescapeXml } from './xml-unescape.js';

/** What a notification is about: whether the message got there, or whether it was shown to somebody. RFC 5438 §7.2.1. */
export type ImdnKind = 'delivery' | 'display' | 'processing';

/** RFC 5438 §7.2.1.3. The first two are deliveries' alone, the third is display's, the last two belong to processing. */
export type ImdnStatus = 'delivered' | 'failed' | 'displayed' | 'forbidden' | 'error' | 'processed' | 'stored';

/** What became of a message for one of its recipients. RFC 5438 §7. */
export interface Imdn {
  /** `imdn.Message-ID` of the message. */
  readonly messageId: string;
  /** DateTime of the message; `undefined` where the peer left it out. */
  readonly dateTime: Date | undefined;
  /** The recipient's address; `''` where the peer left it out. */
  readonly recipient: string;
  readonly kind: ImdnKind;
  readonly status: ImdnStatus;
}

const NOTIFICATION =
  /<(?:[\w.-]+:)?(delivery|display|processing)-notification\s*>\s*<(?:[\w.-]+:)?status\s*>\s*<(?:[\w.-]+:)?(delivered|failed|displayed|forbidden|error|processed|stored)[\s/>]/;

/**
 * Reads a `message/imdn+xml`; elements that are not listed in `Imdn` are passed over.
 * @throws {SipSyntaxError} Without a message id or a status that is known.
 */
export function parseImdn(text: string): Imdn {
  const textOf = (name: string): string => unescapeXml(elementText(text, name)).trim();
  const messageId = textOf('message-id');
  const [, kind, status] = NOTIFICATION.exec(text) ?? [];
  if (!messageId || !status) throw malformed('imdn', text, 'no message-id or no status');
  const time = Date.parse(textOf('datetime'));
  return {
    messageId,
    dateTime: Number.isNaN(time) ? undefined : new Date(time),
    recipient: textOf('recipient-uri'),
    kind: kind as ImdnKind,
    status: status as ImdnStatus,
  };
}
