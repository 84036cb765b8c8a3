import { parseText, SipSyntaxError } from '../codec/index.js';
import type { SipMessage, SipRequest } from '../codec/index.js';
import { tagOf } from '../dialog/index.js';
import { serverKey } from '../transaction/index.js';
import { type Dialog, dialogKey } from './dialog.js';
import type { Flow } from './flow.js';
import { ServedRequest } from './served-request.js';

const PING = '\r\n\r\n';
const PONG = '\r\n';

/** Brings a message that comes in to where it belongs. RFC 3261 §8.2, §12.2.2, §17.1.3, §17.2.3. */
export function receive(flow: Flow, data: string | Uint8Array): void {
  // Too short for a message: a ping, which gets a pong, or a pong. RFC 5626 §4.4.1.
  if (data.length <= PING.length) return data.length === PING.length ? flow.send(PONG) : undefined;
  let message: SipMessage;
  try {
    message = (flow.options.parse ?? parseText)(data);
  } catch (error) {
    const { onMalformed } = flow.options;
    if (!onMalformed || !(error instanceof SipSyntaxError)) throw error; // reported at the flow's wall
    return onMalformed(error, flow, data);
  }
  if (message.kind === 'request') takeRequest(flow, message);
  // More than one Via says that the response is for somebody behind us: §8.1.3.3. Strays are dropped: §18.1.2.
  else if (message.via.length === 1) flow.receive(message);
}

function takeRequest(flow: Flow, message: SipRequest): void {
  const { method, to } = message;
  const key = serverKey(message);
  if (method === 'ACK') return flow.find(key)?.acknowledge(); // one that nobody waits for is dropped
  if (flow.repeat(key)) return;
  if (method === 'CANCEL') return cancel(flow, message, key);
  const request = new ServedRequest(flow, key, message);
  if (!to.params.has('tag')) return flow.show(request, flow.options.onRequest);
  request.dialog = dialogOf(flow, message);
  if (request.dialog) request.dialog.receive(request);
  else request.respond(481);
}

/** §9.2. */
function cancel(flow: Flow, message: SipRequest, key: string): void {
  const invite = flow.find(serverKey(message, 'INVITE'));
  new ServedRequest(flow, key, message, invite?.toTag).respond(invite ? 200 : 481);
  // After a final response it has no effect.
  if (invite?.status === 0) invite.onCancel(message);
}

/** The dialog that a request says it is in, or that it confirms as the first NOTIFY of a subscription. */
function dialogOf(flow: Flow, message: SipRequest): Dialog | undefined {
  const { callId, from, to, method } = message;
  const dialog = flow.dialogs.get(dialogKey(callId, tagOf(to), tagOf(from)));
  if (dialog || method !== 'NOTIFY') return dialog;
  const subscription = flow.dialogs.get(dialogKey(callId, tagOf(to), ''));
  subscription?.confirm(message);
  return subscription;
}
