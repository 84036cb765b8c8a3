import { malformed } from '../codec/index.js';

/** The types of text that a session takes; `message/cpim` wraps one of the others. */
export const TEXT_TYPES = ['message/cpim', 'text/plain', 'text/html'] as const;

/** Nothing is ever sent to the host and port of a session: a MESSAGE goes the dialog's way. RFC 7118 §5. */
const SESSION = 'v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=-\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\n';
const TAKEN = ` 5060 sip null\r\na=accept-types:${TEXT_TYPES.join(' ')}\r\n`;
/** Old peers say `x-ms-message`. */
const MEDIA = /^m=(?:x-ms-)?message \d{1,5} sip(?: |\r?$)/im;

/** Our offer of a session of MESSAGE requests, as Skype for Business makes it: MS-SIPRE, MS-CONFIM. */
export const MESSAGE_SDP = `${SESSION}m=message${TAKEN}`;

/**
 * What the first message media of an offer or answer takes: media types, `*` for any, empty where the peer does not say.
 * `undefined` where it has none over SIP (an audio call, or MSRP).
 * @throws {SipSyntaxError} For text that is no SDP.
 */
export function acceptTypesOf(sdp: string): readonly string[] | undefined {
  if (!/^v=0\r?(\n|$)/.test(sdp)) throw malformed('SDP', sdp, 'no "v=0"');
  const section = sdp.split(/\n(?=m=)/).find(lines => MEDIA.test(lines));
  if (section === undefined) return undefined;
  return /^a=accept-types:(.*)$/m.exec(section)?.[1]?.match(/\S+/g) ?? [];
}

/**
 * The answer to an offer: a line for each of its media (RFC 3264 §6), all refused but the first message media, which
 * keeps the name that the offer gives it.
 * @param offer - The offer's text, one that `acceptTypesOf` reads.
 */
export function answerMessageSdp(offer: string): string {
  const media = offer.split(/\r?\n/).filter(line => line.startsWith('m='));
  const ours = media.findIndex(line => MEDIA.test(line));
  const answers = media.map((line, index) =>
    index === ours ? line.replace(/ [^]*/, TAKEN) : `${line.replace(/ \S+/, ' 0')}\r\n`,
  );
  return SESSION + answers.join('');
}
