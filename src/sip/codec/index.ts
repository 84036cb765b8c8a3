export type {
  Body,
  CSeq,
  Headers,
  OtherUri,
  Params,
  SipMessage,
  SipMessageFields,
  SipRequest,
  SipResponse,
  Uri,
  Via,
} from './message.js';
export { requireToken, stripSpace } from './characters.js';
export { checkRequest, type Capabilities, type RequestRefusal } from './check-request.js';
export { formatCSeq, parseCSeq } from './cseq.js';
export { formatDate } from './date.js';
export { formatMessage, formatMessageBytes } from './format-message.js';
export { toHex } from './hex.js';
export { header, headerList } from './header.js';
export { formatHeader, formatHeaders } from './header-line.js';
export { canonicalHost, sameHost } from './host.js';
export { formatAddresses, formatNameAddr, NameAddr, parseNameAddr } from './name-addr.js';
export { formatParams, NO_PARAMS, parseParams } from './params.js';
export { parseMessage, type MessageLimits } from './parse-message.js';
export { parseText } from './parse-text.js';
export { formatPayload, NO_PAYLOAD, type Payload } from './payload.js';
export { quote } from './quoted-string.js';
export { randomToken } from './random-token.js';
export { formatReason, parseReason, type Reason } from './reason.js';
export { formatRefusal } from './refusal.js';
export { sameUri } from './same-uri.js';
export { malformed, SipSyntaxError } from './sip-syntax-error.js';
export { splitList } from './split-list.js';
export { formatRequestLine, formatStatusLine } from './start-line.js';
export { addressOf, formatUri, isSipUri, parseUri, SipUri } from './uri.js';
export { decodeBody, decodeUtf8, encodeUtf8, toBinary, utf8Length } from './utf8.js';
export { formatValue, parseValue, Value } from './value.js';
export { formatVia, parseVia } from './via.js';
