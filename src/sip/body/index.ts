export {
  formatConferenceInfo,
  parseConferenceInfo,
  type ConferenceEndpoint,
  type ConferenceInfo,
  type ConferenceUser,
  type InfoState,
} from './conference-info.js';
export { formatCpim, formatCpimAddress, IMDN_NAMESPACE, parseCpim, type Cpim } from './cpim.js';
export { escapeCpim } from './cpim-escape.js';
export { mergeConferenceInfo } from './merge-conference-info.js';
export { answerMessageSdp, formatMessageSdp, MessageSdp, parseMessageSdp } from './message-sdp.js';
export { formatMultipart, isMultipart, parseLeaves, parseMultipart, Part, type MultipartLimits } from './multipart.js';
export { formatSessionOffer, parseSessionOffer, type SessionOffer } from './session-offer.js';
export { formatSipfrag, parseSipfrag, type Sipfrag } from './sipfrag.js';
export { childOf, childrenOf, formatXml, parseXml, XmlElement, type XmlLimits } from './xml.js';
