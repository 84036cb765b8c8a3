import { endOfRun, isAll, skipSpace, TOKEN } from './characters.js';
import { endOfDigits, endOfHost, isHost, parsePort } from './host.js';
import type { Via } from './message.js';
import { formatParams, parseParams } from './params.js';
import { malformed } from './sip-syntax-error.js';

const COLON = 58;

/**
 * Reads one hop: `SIP/2.0/WSS host:port;branch=…`. RFC 3261 §20.42. The branch may be missing, as RFC 2543 peers leave it out.
 * @throws {SipSyntaxError} Where protocol, transport or sent-by are missing.
 */
export function parseVia(text: string): Via {
  const start = text.startsWith('SIP/2.0/') ? 8 : endOfProtocol(text);
  const transportEnd = endOfRun(text, start, text.length, TOKEN);
  const hostStart = skipSpace(text, transportEnd);
  if (transportEnd === start || hostStart === transportEnd) throw malformed('Via', text, 'no transport');
  const hostEnd = endOfHost(text, hostStart);
  if (hostEnd < 0) throw malformed('Via', text, 'no sent-by');
  let index = skipSpace(text, hostEnd);
  let port: number | undefined;
  if (text.charCodeAt(index) === COLON) {
    const portStart = skipSpace(text, index + 1);
    index = endOfDigits(text, portStart);
    port = parsePort(text, portStart, index);
    if (port < 0) throw malformed('Via', text, 'no port behind ":"');
  }
  return {
    transport: upperCase(text.slice(start, transportEnd)),
    host: text.slice(hostStart, hostEnd),
    port,
    params: parseParams('Via', text, index),
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
function endOfProtocol(text: string): number {
  let index = 0;
  for (const expected of ['sip', '/', '2.0', '/']) {
    index = skipSpace(text, index);
    const end = index + expected.length;
    if (text.slice(index, end).toLowerCase() !== expected) throw malformed('Via', text, 'not SIP/2.0');
    index = end;
  }
  return skipSpace(text, index);
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
