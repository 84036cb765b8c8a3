import { parseMessage, SipSyntaxError } from '../codec/index.js';
import type { SipMessage, SipRequest } from '../codec/index.js';
import { tagOf } from '../dialog/index.js';
import { serverKey } from '../transaction/index.js';
import type { Dialog } from './dialog.js';
import { dialogKey } from './dialog-key.js';
import type { AgentFlow } from './flow.js';
import { ackKey, ServedRequest } from './served-request.js';

const PING = '\r\n\r\n';
const PONG = '\r\n';

/** Brings a message that comes in to where it belongs. RFC 3261 §8.2, §12.2.2, §17.1.3, §17.2.3. */
export function receive(flow: AgentFlow, data: string | Uint8Array): void {
  if (data.length <= PING.length && keepAlive(flow, data)) return;
  let message: SipMessage;
  try {
    message = (flow.core.options.parse ?? parseMessage)(data);
  } catch (error) {
    const { onMalformed } = flow.core.options;
    if (!onMalformed || !(error instanceof SipSyntaxError)) throw error; // reported at the agent's wall
    return onMalformed(error, flow, data);
  }
  if (message.kind === 'request') takeRequest(flow, message);
  // More than one Via says that the response is for somebody behind us: §8.1.3.3. Strays are dropped: §18.1.2.
  else if (message.via.length === 1) flow.transactions.receive(message);
}

/** Answers a ping; a pong needs no answer. Whether it was one of them. RFC 5626 §4.4.1. */
function keepAlive(flow: AgentFlow, data: string | Uint8Array): boolean {
  const text = typeof data === 'string' ? data : String.fromCharCode(...data);
  if (text === PING) flow.transport.send(PONG);
  return text === PING || text === PONG;
}

function takeRequest(flow: AgentFlow, message: SipRequest): void {
  const { method, to } = message;
  if (method === 'ACK') return acknowledge(flow, message);
  const key = serverKey(message);
  if (flow.transactions.repeat(key)) return;
  if (method === 'CANCEL') return cancel(flow, message, key);
  const request = new ServedRequest(flow, key, message);
  flow.transactions.accept(request);
  if (!to.params.has('tag')) return flow.core.show(request, flow.core.options.onRequest);
  request.dialog = dialogOf(flow, message);
  if (request.dialog) request.dialog.receive(request);
  else request.respond(481);
}

/** Of a refusal by its branch, of a 2xx by dialog and number. An ACK that nobody waits for is dropped. §13.3.1.4, §17.2.1. */
function acknowledge(flow: AgentFlow, ack: SipRequest): void {
  const invite = flow.unacknowledged.get(ackKey(ack, tagOf(ack.to))) ?? flow.transactions.find(serverKey(ack));
  invite?.acknowledge();
}

/** §9.2. */
function cancel(flow: AgentFlow, message: SipRequest, key: string): void {
  const found = flow.transactions.find(serverKey(message, 'INVITE'));
  const invite = found instanceof ServedRequest ? found : undefined;
  const request = new ServedRequest(flow, key, message, invite?.toTag);
  flow.transactions.accept(request);
  request.respond(invite ? 200 : 481);
  invite?.cancel(message);
}

/** The dialog that a request says it is in, or that it begins as the first NOTIFY of a subscription. */
function dialogOf(flow: AgentFlow, message: SipRequest): Dialog | undefined {
  const { callId, from, to, method } = message;
  const dialog = flow.dialogs.get(dialogKey(callId, tagOf(to), tagOf(from)));
  if (dialog || method !== 'NOTIFY') return dialog;
  return flow.subscriptions.get(dialogKey(callId, tagOf(to)))?.(message);
}
