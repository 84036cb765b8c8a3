import { endOfRun, isAll, skipSpace, TOKEN } from './characters.js';
import { endOfDigits, endOfHost, isHost, parsePort } from './host.js';
import type { Via } from './message.js';
import { formatParams, parseParams } from './params.js';
import { malformed } from './sip-syntax-error.js';

const COLON = 58;

/**
 * Reads one hop: `SIP/2.0/WSS host:port;branch=…`. The branch may be missing, as RFC 2543 peers leave it out.
 * RFC 3261 §20.42.
 * @throws {SipSyntaxError} Where protocol, transport or sent-by are missing.
 */
export function parseVia(text: string): Via {
  return readVia(text, 0, text.length);
}

/** `parseVia` of the text between `start` and `end`. */
export function readVia(text: string, start: number, end: number): Via {
  const transportStart = text.startsWith('SIP/2.0/', start) ? start + 8 : endOfProtocol(text, start, end);
  const transportEnd = endOfRun(text, transportStart, end, TOKEN);
  const hostStart = skipSpace(text, transportEnd, end);
  if (transportEnd === transportStart || hostStart === transportEnd)
    throw malformed('Via', text.slice(start, end), 'no transport');
  const hostEnd = endOfHost(text, hostStart, end);
  if (hostEnd < 0) throw malformed('Via', text.slice(start, end), 'no sent-by');
  let index = skipSpace(text, hostEnd, end);
  let port: number | undefined;
  if (index < end && text.charCodeAt(index) === COLON) {
    const portStart = skipSpace(text, index + 1, end);
    index = endOfDigits(text, portStart, end);
    port = parsePort(text, portStart, index);
    if (port < 0) throw malformed('Via', text.slice(start, end), 'no port behind ":"');
  }
  return {
    transport: upperCase(text.slice(transportStart, transportEnd)),
    host: text.slice(hostStart, hostEnd),
    port,
    params: parseParams('Via', text, index, end),
  };
}

/** `parseVia(formatVia(v))` equals `v`. */
export function formatVia(via: Via): string {
  if (!isAll(via.transport, TOKEN)) throw new TypeError(`Cannot format Via transport ${JSON.stringify(via.transport)}`);
  if (!isHost(via.host)) throw new TypeError(`Cannot format host ${JSON.stringify(via.host)}: no host`);
  const port = via.port === undefined ? '' : `:${via.port}`;
  return `SIP/2.0/${via.transport} ${via.host}${port}${formatParams(via.params)}`;
}

/** Where the transport starts in a Via with spaces around its slashes, or in lower case. */
function endOfProtocol(text: string, start: number, end: number): number {
  let index = start;
  for (const expected of ['sip', '/', '2.0', '/']) {
    const partStart = skipSpace(text, index, end);
    index = partStart + expected.length;
    if (text.slice(partStart, index).toLowerCase() !== expected)
      throw malformed('Via', text.slice(start, end), 'not SIP/2.0');
  }
  return skipSpace(text, index, end);
}

function upperCase(transport: string): string {
  switch (transport) {
    case 'WS':
    case 'WSS':
    case 'TCP':
    case 'TLS':
    case 'UDP':
      return transport;
    default:
      return transport.toUpperCase();
  }
}
