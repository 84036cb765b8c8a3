import type { SipRequest } from './message.js';
import { splitList } from './split-list.js';
import { isSipUri } from './uri.js';
import { parseValue } from './value.js';

/** What a server serves. */
export interface Capabilities {
  /** Methods that are served, ACK and CANCEL among them if INVITE is. */
  readonly methods: readonly string[];
  /** Option tags that may stand in Require. */
  readonly extensions: readonly string[];
  /** Media types of bodies, in lower case; `undefined` when any will do. */
  readonly contentTypes?: readonly string[];
}

/** A refusal with the header fields that say what would have been served. */
export interface RequestRefusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** RFC 3261 and its extensions: a method among them that is not served gets 405, any other 501. */
const KNOWN_METHODS = new Set([
  'ACK',
  'BYE',
  'CANCEL',
  'INFO',
  'INVITE',
  'MESSAGE',
  'NOTIFY',
  'OPTIONS',
  'PRACK',
  'PUBLISH',
  'REFER',
  'REGISTER',
  'SUBSCRIBE',
  'UPDATE',
]);

/**
 * Why a well-formed request cannot be served, in the order of RFC 3261 §8.2: method, Request-URI, Require, body. An ACK
 * is never refused, for nothing answers it.
 */
export function checkRequest(request: SipRequest, capabilities: Capabilities): RequestRefusal | undefined {
  if (request.method === 'ACK') return undefined;
  return (
    checkMethod(request, capabilities.methods) ??
    checkScheme(request) ??
    checkExtensions(request, capabilities.extensions) ??
    checkContentType(request, capabilities.contentTypes)
  );
}

/** RFC 3261 §8.2.1, §21.5.2. */
function checkMethod({ method }: SipRequest, methods: readonly string[]): RequestRefusal | undefined {
  if (methods.includes(method)) return undefined;
  return { status: KNOWN_METHODS.has(method) ? 405 : 501, headers: { Allow: methods.join(', ') } };
}

/** RFC 3261 §8.2.2.1. */
function checkScheme({ uri }: SipRequest): RequestRefusal | undefined {
  return isSipUri(uri) ? undefined : { status: 416, headers: {} };
}

/** RFC 3261 §8.2.2.3; in a CANCEL, Require is ignored. */
function checkExtensions(request: SipRequest, extensions: readonly string[]): RequestRefusal | undefined {
  const required = (request.headers.get('require') ?? []).flatMap(splitList).filter(tag => tag !== '');
  const unsupported = required.filter(tag => !extensions.includes(tag));
  if (unsupported.length === 0 || request.method === 'CANCEL') return undefined;
  return { status: 420, headers: { Unsupported: unsupported.join(', ') } };
}

/** RFC 3261 §8.2.3; a body that is optional is nobody's trouble. */
function checkContentType(request: SipRequest, types: readonly string[] | undefined): RequestRefusal | undefined {
  const contentType = request.headers.get('content-type')?.[0];
  if (types === undefined || contentType === undefined || request.body.length === 0 || isOptional(request)) {
    return undefined;
  }
  const { value } = parseValue(contentType);
  return types.includes(value.toLowerCase()) ? undefined : { status: 415, headers: { Accept: types.join(', ') } };
}

function isOptional(request: SipRequest): boolean {
  const disposition = request.headers.get('content-disposition')?.[0];
  return disposition !== undefined && parseValue(disposition).params.get('handling')?.toLowerCase() === 'optional';
}
