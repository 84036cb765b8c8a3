import { malformed } from '../codec/index.js';

/** The offer or answer of a session of MESSAGE requests, as Skype for Business makes it: MS-SIPRE, MS-CONFIM. */
export interface MessageSdp {
  /** Old peers say `x-ms-message`; an answer uses the offer's name. */
  readonly media: 'message' | 'x-ms-message';
  /** Of the `c=` line: name or address without brackets. Nothing is sent there; MESSAGE goes the dialog's way. */
  readonly host: string;
  /** 0 refuses the media. RFC 3264 §6. */
  readonly port: number;
  /** Media types, `*` for any; empty where the peer does not say. */
  readonly acceptTypes: readonly string[];
}

/** An offer or answer of ours. */
export function MessageSdp(host: string, acceptTypes: readonly string[]): MessageSdp {
  return { media: 'message', host, port: 5060, acceptTypes };
}

/**
 * The first message media of an SDP, or `undefined` where it has none over SIP (an audio call, or MSRP).
 * @throws {SipSyntaxError} For text that is no SDP.
 */
export function parseMessageSdp(text: string): MessageSdp | undefined {
  if (!/^v=0\r?(\n|$)/.test(text)) throw malformed('SDP', text, 'no "v=0"');
  const [session = '', ...sections] = text.split(/\r?\n(?=m=)/);
  const section = sections.find(lines => MEDIA.test(lines));
  if (section === undefined) return undefined;
  const connection = CONNECTION.exec(section) ?? CONNECTION.exec(session);
  return {
    media: mediaOf(section),
    host: connection?.[1] ?? '',
    port: Number(MEDIA.exec(section)?.[2]),
    acceptTypes: /^a=accept-types:(.*)$/m.exec(section)?.[1]?.match(/\S+/g) ?? [],
  };
}

/**
 * `parseMessageSdp(formatMessageSdp(s))` equals `s`.
 * @throws {TypeError} For a host or type that would end its line or its place in it.
 */
export function formatMessageSdp(sdp: MessageSdp): string {
  return `${formatSession(sdp)}${formatMedia(sdp)}`;
}

/**
 * The answer to an offer: a line for each of its media (RFC 3264 §6), all refused but the first message media.
 * @param offer - The offer's text, one that `parseMessageSdp` reads.
 */
export function answerMessageSdp(offer: string, sdp: MessageSdp): string {
  let answered = false;
  let text = formatSession(sdp);
  for (const line of offer.split(/\r\n|\n/)) {
    if (!line.startsWith('m=')) continue;
    const ours: boolean = !answered && MEDIA.test(line);
    text += ours ? formatMedia({ ...sdp, media: mediaOf(line) }) : `${line.replace(/^(m=\S+ )\S+/, '$10')}\r\n`;
    answered ||= ours;
  }
  return text;
}

const MEDIA = /^m=(message|x-ms-message) (\d{1,5}) sip(?: |$)/im;
const CONNECTION = /^c=\S* \S* (\S*)/m;

function mediaOf(line: string): MessageSdp['media'] {
  return line.charAt(2).toLowerCase() === 'x' ? 'x-ms-message' : 'message';
}

function formatSession({ host }: MessageSdp): string {
  const connection = `IN ${host.includes(':') ? 'IP6' : 'IP4'} ${word(host)}`;
  return `v=0\r\no=- 0 0 ${connection}\r\ns=-\r\nc=${connection}\r\nt=0 0\r\n`;
}

function formatMedia({ media, port, acceptTypes }: MessageSdp): string {
  const accept = acceptTypes.length === 0 ? '' : `a=accept-types:${acceptTypes.map(word).join(' ')}\r\n`;
  return `m=${media} ${port} sip null\r\n${accept}`;
}

function word(text: string): string {
  if (!/^[!-~]+$/.test(text)) throw new TypeError(`Cannot format ${JSON.stringify(text)} in SDP: not one word`);
  return text;
}
