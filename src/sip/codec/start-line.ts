import { parseDigits, requireToken, TOKEN } from './characters.js';
import { checkLine } from './header-line.js';
import type { SipMessage, Uri } from './message.js';
import { malformed } from './sip-syntax-error.js';
import { formatUri, parseUri } from './uri.js';

/** RFC 3261 §7.1 and §7.2. */
export type StartLine =
  | { readonly kind: 'request'; readonly method: string; readonly uri: Uri }
  | { readonly kind: 'response'; readonly status: number; readonly reason: string };

/**
 * Reads a request line or status line, single spaces between the parts, nothing behind them.
 * @throws {SipSyntaxError} Also for another version than 2.0.
 */
export function parseStartLine(line: string): StartLine {
  // Cut by position, for this runs for each message and a match would take thrice as long.
  const first = line.indexOf(' ');
  if (/^SIP\//i.test(line)) {
    const status = parseDigits(line.slice(first + 1, first + 4));
    if (!(status >= 100 && status <= 699) || (line[first + 4] ?? ' ') !== ' ') {
      throw malformed('Status-Line', line);
    }
    checkVersion(line.slice(0, first));
    return { kind: 'response', status, reason: line.slice(first + 5) };
  }
  const last = line.lastIndexOf(' ');
  const method = line.slice(0, first);
  if (first === last || !TOKEN.test(method)) throw malformed('Request-Line', line);
  checkVersion(line.slice(last + 1));
  return { kind: 'request', method, uri: parseUri(line.slice(first + 1, last)) };
}

function checkVersion(version: string): void {
  if (version !== 'SIP/2.0' && version.toUpperCase() !== 'SIP/2.0') throw malformed('SIP version', version);
}

/** The first line of a message, with its line break. Throws `TypeError` for a method or reason that cannot stand there. */
export function formatStartLine(message: SipMessage): string {
  if (message.kind === 'request') return formatRequestLine(message.method, message.uri);
  return formatStatusLine(message.status, message.reason);
}

/** `MESSAGE sip:bob@contoso.example SIP/2.0` and a line break. */
export function formatRequestLine(method: string, uri: Uri): string {
  return `${requireToken('method', method)} ${formatUri(uri)} SIP/2.0\r\n`;
}

/** `SIP/2.0 200 OK` and a line break. */
export function formatStatusLine(status: number, reason: string): string {
  if (!(status >= 100 && status <= 699)) throw new RangeError(`Cannot format status ${status}: not 100 to 699`);
  return `SIP/2.0 ${status} ${checkLine(reason)}\r\n`;
}
