import { malformed, unformattable } from './sip-syntax-error.js';

/** Whether the text is a host name, an IPv4 address or an IPv6 address in brackets. */
export function isHost(text: string): boolean {
  return /^\w[\w.-]*$/.test(text) || canonicalIpv6(text) !== undefined;
}

/**
 * The port's number, `undefined` for none.
 * @param host - Of a form that may be a host; whether an IPv6 address is one is still to be seen.
 * @param port - Digits.
 * @throws {SipSyntaxError} For what is no host and port.
 */
export function parsePort(what: string, text: string, host: string, port: string | undefined): number | undefined {
  if ((host.startsWith('[') && !isHost(host)) || Number(port) > 65535) throw malformed(what, text);
  return port === undefined ? undefined : Number(port);
}

/**
 * `host:port`, or the host alone.
 * @throws {TypeError} For a host that is none.
 */
export function formatHostPort(host: string, port: number | undefined): string {
  if (!isHost(host)) throw unformattable('host', host);
  return port === undefined ? host : `${host}:${port}`;
}

/** Whether two hosts are the same: names without case, IPv6 addresses by their value. RFC 3261 §19.1.4, RFC 5954 §4.2. */
export function sameHost(a: string, b: string): boolean {
  return a === b || canonicalHost(a) === canonicalHost(b);
}

/** Lower case; an IPv6 address in its shortest form, in brackets. */
export function canonicalHost(host: string): string {
  return canonicalIpv6(host) ?? host.toLowerCase();
}

/**
 * The shortest form of an IPv6 address in brackets, or `undefined`. Three colons before a dotted quad count as two: RFC
 * 3261's grammar makes peers write that, and RFC 5118 §4.10 bids us tolerate it.
 */
function canonicalIpv6(host: string): string | undefined {
  if (!/^\[[\da-f:.]{2,46}\]$/i.test(host)) return undefined;
  try {
    return new URL(`ws://${host.replace(/:::(?=.*\.)/, '::')}`).hostname;
  } catch {
    return undefined;
  }
}
