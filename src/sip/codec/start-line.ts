import { isAll, TOKEN } from './characters.js';
import { endOfDigits } from './host.js';
import { checkLine } from './header-line.js';
import type { SipMessage, Uri } from './message.js';
import { malformed, SipSyntaxError } from './sip-syntax-error.js';
import { formatUri, isSipUri, parseUri } from './uri.js';

/** RFC 3261 §7.1 and §7.2. */
export type StartLine =
  | { readonly kind: 'request'; readonly method: string; readonly uri: Uri }
  | { readonly kind: 'response'; readonly status: number; readonly reason: string };

/** Whether the message that starts so is, or wants to be, a response. */
export function startsResponse(line: string): boolean {
  return line[3] === '/' && line.slice(0, 3).toUpperCase() === 'SIP';
}

/**
 * Reads a request line or status line, single spaces between the parts, nothing behind them.
 * @throws {SipSyntaxError} With status 505 where all is well but the version. RFC 3261 §21.5.6.
 */
export function parseStartLine(line: string): StartLine {
  if (startsResponse(line)) return parseStatusLine(line);
  const methodEnd = line.indexOf(' ');
  const uriEnd = line.lastIndexOf(' ');
  if (methodEnd < 0 || uriEnd === methodEnd) throw malformed('Request-Line', line, 'not method, URI and version');
  checkVersion(line, uriEnd + 1, line.length);
  const method = line.slice(0, methodEnd);
  if (!isAll(method, TOKEN)) throw malformed('Request-Line', line, 'no method');
  const uri = parseUri(line.slice(methodEnd + 1, uriEnd));
  // RFC 3261 §19.1.1, table 1: no headers in a Request-URI.
  if (isSipUri(uri) && uri.headers.size > 0) throw malformed('Request-URI', line, 'header fields behind "?"');
  return { kind: 'request', method, uri };
}

function parseStatusLine(line: string): StartLine {
  const versionEnd = line.indexOf(' ');
  checkVersion(line, 0, Math.max(versionEnd, 0));
  const digitsStart = versionEnd + 1;
  const digitsEnd = endOfDigits(line, digitsStart, line.length);
  const status = digitsEnd === digitsStart + 3 ? Number(line.slice(digitsStart, digitsEnd)) : 0;
  const complete = digitsEnd === line.length || line[digitsEnd] === ' ';
  if (status < 100 || status > 699 || !complete) throw malformed('Status-Line', line, 'no status code');
  return { kind: 'response', status, reason: line.slice(digitsEnd + 1) };
}

function checkVersion(line: string, start: number, end: number): void {
  const version = line.slice(start, end);
  if (version === 'SIP/2.0' || version.toUpperCase() === 'SIP/2.0') return;
  if (!/^SIP\/\d+\.\d+$/i.test(version)) throw malformed('SIP version', line, 'none');
  throw new SipSyntaxError(`Cannot read ${version}: not SIP/2.0`, 'Version Not Supported', 505);
}

/** The first line of a message, with its line break. Throws `TypeError` for a method or reason that cannot stand there. */
export function formatStartLine(message: SipMessage): string {
  if (message.kind === 'request') return formatRequestLine(message.method, message.uri);
  return formatStatusLine(message.status, message.reason);
}

/** `MESSAGE sip:bob@contoso.example SIP/2.0` and a line break. */
export function formatRequestLine(method: string, uri: Uri): string {
  if (!isAll(method, TOKEN)) throw new TypeError(`Cannot format method ${JSON.stringify(method)}: no token`);
  return `${method} ${formatUri(uri)} SIP/2.0\r\n`;
}

/** `SIP/2.0 200 OK` and a line break. */
export function formatStatusLine(status: number, reason: string): string {
  if (!(status >= 100 && status <= 699)) throw new RangeError(`Cannot format status ${status}: not 100 to 699`);
  checkLine(reason);
  return `SIP/2.0 ${status} ${reason}\r\n`;
}
