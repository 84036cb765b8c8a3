export { bareType } from './bare-type.js';
export {
  parseConferenceInfo,
  type ConferenceCondition,
  type ConferenceDescription,
  type ConferenceInfo,
  type ConferenceUser,
  type InfoState,
} from './conference-info.js';
export { formatCpim, IMDN_NAMESPACE, parseCpim, type Cpim } from './cpim.js';
export { formatConferenceInfo } from './format-conference-info.js';
export { formatPresence } from './format-presence.js';
export { formatXml } from './format-xml.js';
export { formatImdn } from './format-imdn.js';
export { parseImdn, type Imdn, type ImdnKind, type ImdnStatus } from './imdn.js';
export { IMDN_TYPE } from './imdn-type.js';
export { COMPOSING_TYPE, formatIsComposing, parseIsComposing, type IsComposing } from './is-composing.js';
export { mergeConferenceInfo, type KnownConference } from './merge-conference-info.js';
export {
  ALL_TYPES,
  answerMessageSdp,
  formatMessageSdp,
  takenTypesOf,
  takesText,
  takesWrapped,
  TEXT_TYPES,
  type TakenTypes,
} from './message-sdp.js';
export { parseParts, type Part } from './multipart.js';
export { parsePresence, PRESENCE_STATUSES, type Presence, type PresenceStatus } from './presence.js';
export { formatSessionOffer, parseSessionOffer, type SessionOffer, type TypedText } from './session-offer.js';
export { formatSipfrag, parseSipfrag, type Sipfrag } from './sipfrag.js';
export { childrenOf, parseXml, XmlElement } from './xml.js';
