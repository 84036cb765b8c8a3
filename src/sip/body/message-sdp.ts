import { malformed } from '../codec/index.js';
import { IMDN_TYPE } from './imdn-type.js';
import { COMPOSING_TYPE } from './is-composing.js';

/** The types of text that a session takes; `message/cpim` wraps one of the others. */
export const TEXT_TYPES = ['message/cpim', 'text/plain', 'text/html'] as const;

/** What one side of a session takes, as its session description says. RFC 4975 §8.6. `*` stands for any type. */
export interface TakenTypes {
  /** `a=accept-types`: as they are, or in a CPIM if that is among them. Empty where the peer does not say. */
  readonly plain: readonly string[];
  /** `a=accept-wrapped-types`: inside a CPIM only. */
  readonly wrapped: readonly string[];
}

/** What we take. */
export const ALL_TYPES: TakenTypes = {
  plain: TEXT_TYPES,
  wrapped: ['text/plain', 'text/html', COMPOSING_TYPE, IMDN_TYPE],
};

/** Whether a CPIM around content of that type, which is no text, may be sent to whoever takes `types`. */
export function takesWrapped({ plain, wrapped }: TakenTypes, type: string): boolean {
  return listed(plain, 'message/cpim') && listed(wrapped, type);
}

/** Whether text of that type may be sent, in a CPIM or as it is. A peer that does not say takes plain text. */
export function takesText({ plain, wrapped }: TakenTypes, type: 'text/plain' | 'text/html'): boolean {
  return listed(plain, type) || listed(wrapped, type) || (type === 'text/plain' && plain.length === 0);
}

function listed(types: readonly string[], type: string): boolean {
  return types.includes(type) || types.includes('*');
}

/** Nothing is ever sent to the host and port of a session: a MESSAGE goes the dialog's way. RFC 7118 §5. */
const SESSION = 'v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=-\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\n';
/** Old peers say `x-ms-message`. */
const MEDIA = /^m=(?:x-ms-)?message \d{1,5} sip(?: |\r?$)/im;

/** Our offer of a session of MESSAGE requests, as Skype for Business makes it: MS-SIPRE, MS-CONFIM. */
export function formatMessageSdp(types = ALL_TYPES): string {
  return `${SESSION}m=message${formatTaken(types)}`;
}

/**
 * What the first message media of an offer or answer takes. `undefined` where it has none over SIP (an audio call, or MSRP).
 * @throws {SipSyntaxError} For text that is no SDP.
 */
export function takenTypesOf(sdp: string): TakenTypes | undefined {
  if (!/^v=0\r?(\n|$)/.test(sdp)) throw malformed('SDP', sdp, 'no "v=0"');
  const section = sdp.split(/\n(?=m=)/).find(lines => MEDIA.test(lines));
  if (section === undefined) return undefined;
  const list = (line: RegExp): readonly string[] => line.exec(section)?.[1]?.match(/\S+/g) ?? [];
  return { plain: list(/^a=accept-types:(.*)$/m), wrapped: list(/^a=accept-wrapped-types:(.*)$/m) };
}

/**
 * The answer to an offer: a line for each of its media (RFC 3264 §6), all refused but the first message media, which
 * keeps the name that the offer gives it.
 * @param offer - The offer's text, one that `takenTypesOf` reads.
 * @param types - What is taken.
 */
export function answerMessageSdp(offer: string, types = ALL_TYPES): string {
  const media = offer.split(/\r?\n/).filter(line => line.startsWith('m='));
  const ours = media.findIndex(line => MEDIA.test(line));
  const answers = media.map((line, index) =>
    index === ours ? line.replace(/ [^]*/, () => formatTaken(types)) : `${line.replace(/ \S+/, ' 0')}\r\n`,
  );
  return SESSION + answers.join('');
}

function formatTaken({ plain, wrapped }: TakenTypes): string {
  const inside = wrapped.length > 0 ? `a=accept-wrapped-types:${wrapped.join(' ')}\r\n` : '';
  return ` 5060 sip null\r\na=accept-types:${plain.join(' ')}\r\n${inside}`;
}
