import type { IncomingRequest } from '../sip/agent/index.js';
import { SESSION_METHODS } from './message-session.js';

/** Answers a request that asks for nothing but what we can do (OPTIONS, RFC 3261 §11), or for what we cannot. */
export function answerOther(request: IncomingRequest): void {
  request.respond(request.message.method === 'OPTIONS' ? 200 : 405, { headers: { Allow: SESSION_METHODS } });
}
