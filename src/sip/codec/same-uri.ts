import { sameHost } from './host.js';
import type { Params, SipUri, Uri } from './message.js';
import { isSipUri } from './uri.js';

/** Parameters that make two URIs differ when only one has them. RFC 3261 §19.1.4, `transport` by its examples. */
const TELLING = ['user', 'ttl', 'method', 'maddr', 'transport'];

/** Whether two URIs are equivalent. RFC 3261 §19.1.4. Not transitive, as the RFC says. */
export function sameUri(a: Uri, b: Uri): boolean {
  if (isSipUri(a)) return isSipUri(b) && sameSipUri(a, b);
  return !isSipUri(b) && a.scheme === b.scheme && a.rest === b.rest;
}

function sameSipUri(a: SipUri, b: SipUri): boolean {
  return (
    a.scheme === b.scheme &&
    a.user === b.user &&
    a.password === b.password &&
    a.port === b.port &&
    sameHost(a.host, b.host) &&
    sameParams(a.params, b.params) &&
    sameHeaders(a.headers, b.headers)
  );
}

function sameParams(a: Params, b: Params): boolean {
  if (TELLING.some(name => a.has(name) !== b.has(name))) return false;
  for (const [name, value] of a) {
    const other = b.get(name);
    if (other !== undefined && other.toLowerCase() !== value.toLowerCase()) return false;
  }
  return true;
}

function sameHeaders(a: Params, b: Params): boolean {
  return a.size === b.size && [...a].every(([name, value]) => b.get(name) === value);
}
