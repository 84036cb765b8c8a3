import type { IncomingRequest } from '../../sip/agent/index.js';
import { SipSyntaxError } from '../../sip/codec/index.js';
import { SipError } from './sip-error.js';

/**
 * The wall at which errors stop: what cannot be done or read is the answer; anything else is a fault of ours, told to
 * the log and answered 500. It never throws.
 */
export function answerError(request: IncomingRequest, error: unknown): void {
  const { status, reason, headers } = refusalOf(error);
  if (status === 500) console.error(error);
  if (request.status !== 0) return;
  try {
    request.respond(status, { reason, headers });
  } catch (fault) {
    console.error(fault); // a reason or header that cannot be sent
    request.respond(500);
  }
}

function refusalOf(error: unknown): { status: number; reason: string; headers: SipError['headers'] } {
  if (error instanceof SipError) return { status: error.status, reason: error.message, headers: error.headers };
  if (error instanceof SipSyntaxError) return { status: error.status, reason: error.reason, headers: {} };
  return { status: 500, reason: 'Server Internal Error', headers: {} };
}
