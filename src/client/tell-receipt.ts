import { type ChatEvents, type PersonInfo, type Receipt, showReceipt } from '../model/index.js';
import { type Imdn, type ImdnStatus, parseImdn } from '../sip/body/index.js';

/** What the statuses of RFC 5438 §7.2.1.3 say of a message; of a display only the first counts. */
const RECEIPTS: Partial<Record<ImdnStatus, Receipt>> = {
  displayed: 'Read',
  delivered: 'Delivered',
  failed: 'Failed',
  forbidden: 'Failed',
  error: 'Failed',
};

/**
 * Hands on what has become of a message of ours for `who`.
 * @param content - A `message/imdn+xml`. One that cannot be parsed says nothing: its MESSAGE has been answered before.
 */
export function tellReceipt(content: string, who: PersonInfo, events: ChatEvents): undefined {
  let imdn: Imdn;
  try {
    imdn = parseImdn(content);
  } catch {
    return undefined;
  }
  const { messageId, kind, status } = imdn;
  const receipt = RECEIPTS[status];
  if (receipt && (kind === 'display') === (receipt === 'Read')) events.receipt(messageId, who, receipt, showReceipt);
  return undefined;
}
