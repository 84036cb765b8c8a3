import { requireToken } from './characters.js';
import { formatHostPort, parsePort } from './host.js';
import type { Via } from './message.js';
import { formatParams, parseParams } from './params.js';
import { malformed } from './sip-syntax-error.js';

/** Spaces may be around the slashes and the colon. */
const SENT =
  /^SIP[ \t]*\/[ \t]*2\.0[ \t]*\/[ \t]*([\w.!%*+`'~-]+)[ \t]+(\w[\w.-]*|\[[\da-f:.]+\])[ \t]*(?::[ \t]*(\d{1,5})[ \t]*)?/i;

/**
 * Reads one hop: `SIP/2.0/WSS host:port;branch=…`. The branch may be missing, as RFC 2543 peers leave it out.
 * RFC 3261 §20.42.
 * @throws {SipSyntaxError} Where protocol, transport or sent-by are missing.
 */
export function parseVia(text: string): Via {
  const { 0: whole, 1: transport = '', 2: host = '', 3: port } = SENT.exec(text) ?? [];
  if (whole === undefined) throw malformed('Via', text);
  return {
    transport: transport.toUpperCase(),
    host,
    port: parsePort('Via', text, host, port),
    params: parseParams('Via', text, whole.length),
  };
}

/** `parseVia(formatVia(v))` equals `v`. */
export function formatVia({ transport, host, port, params }: Via): string {
  return `SIP/2.0/${requireToken('transport', transport)} ${formatHostPort(host, port)}${formatParams(params)}`;
}
