import { COMPOSING_TYPE, formatCpim, formatIsComposing, type IsComposing } from '../../sip/body/index.js';
import { formatPayload, type NameAddr, type Payload } from '../../sip/codec/index.js';

/** For how long somebody may count as writing who does not say so again, in seconds. */
const MAX_REFRESH_SECONDS = 60;

/** Says that somebody is writing, or no longer is, with the server's word on who that is. RFC 3994. */
export function typingPayload(from: NameAddr, to: NameAddr, { active, refresh }: IsComposing): Payload {
  const content = formatIsComposing({ active, refresh: Math.min(refresh, MAX_REFRESH_SECONDS) });
  const said = { dateTime: new Date(), messageId: '', contentType: COMPOSING_TYPE, content };
  return formatPayload({ contentType: 'message/cpim', body: formatCpim({ from, to, ...said }) });
}
