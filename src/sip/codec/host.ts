import { endOfRun, HOST, isIn } from './characters.js';

const OPEN_BRACKET = 91;
const DASH = 45;
const DOT = 46;

/** The index behind the host name, IPv4 address or bracketed IPv6 address at `start`; -1 when none is before `end`. */
export function endOfHost(text: string, start: number, end: number): number {
  if (text.charCodeAt(start) === OPEN_BRACKET) {
    const close = text.indexOf(']', start);
    return close >= 0 && close < end && parseIpv6(text.slice(start + 1, close)) ? close + 1 : -1;
  }
  const first = text.charCodeAt(start);
  if (start >= end || !isIn(first, HOST) || first === DASH || first === DOT) return -1;
  return endOfRun(text, start, end, HOST);
}

/** The port in `text` between `start` and `end`; -1 when it is none. */
export function parsePort(text: string, start: number, end: number): number {
  if (end <= start || end - start > 5) return -1;
  let port = 0;
  for (let index = start; index < end; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return -1;
    port = port * 10 + digit;
  }
  return port <= 65535 ? port : -1;
}

/** The index behind the digits at `start`; `end` at most. */
export function endOfDigits(text: string, start: number, end: number): number {
  let index = start;
  while (index < end && text.charCodeAt(index) >= 48 && text.charCodeAt(index) <= 57) index++;
  return index;
}

/** Whether a host can be written as it stands. */
export function isHost(host: string): boolean {
  return endOfHost(host, 0, host.length) === host.length;
}

/** Whether two hosts are the same: names without case, IPv6 addresses by their value. RFC 3261 §19.1.4, RFC 5954 §4.2. */
export function sameHost(a: string, b: string): boolean {
  return a === b || canonicalHost(a) === canonicalHost(b);
}

/** Lower case; an IPv6 address as its eight groups, in brackets. */
export function canonicalHost(host: string): string {
  const groups = host.startsWith('[') ? parseIpv6(host.slice(1, -1)) : undefined;
  return groups ? `[${groups.map(group => group.toString(16)).join(':')}]` : host.toLowerCase();
}

/**
 * The eight groups of an IPv6 address without brackets, or `undefined`. RFC 4291 §2.2. Three colons before a dotted quad
 * count as two: RFC 3261's grammar makes peers write that, and RFC 5118 §4.10 bids us tolerate it.
 */
function parseIpv6(text: string): number[] | undefined {
  const colons = text.indexOf(':::');
  const repaired = colons >= 0 && text.includes('.', colons) ? text.replace(':::', '::') : text;
  const halves = repaired.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = [parseGroups(halves[0] ?? '', halves.length === 1), parseGroups(halves[1] ?? '', true)];
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  return [...head, ...new Array<number>(missing).fill(0), ...tail];
}

function parseGroups(text: string, last: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (last && index === parts.length - 1 && part.includes('.')) {
      const quad = parseIpv4(part);
      if (!quad) return undefined;
      groups.push(...quad);
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(parseInt(part, 16));
    } else {
      return undefined;
    }
  }
  return groups;
}

/** A dotted quad as two groups. */
function parseIpv4(text: string): [number, number] | undefined {
  const numbers = text.split('.').map(part => (/^\d{1,3}$/.test(part) ? Number(part) : 256));
  const [a = 256, b = 256, c = 256, d = 256] = numbers;
  if (numbers.length !== 4 || numbers.some(number => number > 255)) return undefined;
  return [a * 256 + b, c * 256 + d];
}
