import assert from 'node:assert/strict';
import { after } from 'node:test';
import {
  type AgentOptions,
  type Dialog,
  Flow,
  type IncomingRequest,
  InviteQueue,
  loopbackPair,
  type LoopbackTransport,
  reasonPhrase,
} from '../../../src/sip/agent/index.js';
import {
  formatPayload,
  NameAddr,
  parseMessage,
  type Payload,
  type SipMessage,
  type SipRequest,
  type SipResponse,
  SipUri,
} from '../../../src/sip/codec/index.js';

const flows: Flow[] = [];
// The timers of what a test leaves under way would keep the process.
after(() => flows.forEach(flow => flow.close()));

/** One agent on its end of a loopback pair. */
export interface End {
  readonly flow: Flow;
  readonly transport: LoopbackTransport;
  readonly address: NameAddr;
  readonly contact: NameAddr;
  /** What came outside a dialog. */
  readonly requests: IncomingRequest[];
  readonly errors: unknown[];
}

export const text = (body: string): Payload => formatPayload({ contentType: 'text/plain', body });

/** Resolves when nothing is on its way any more. */
export const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

export function address(user: string): NameAddr {
  return NameAddr(SipUri(user, 'contoso.example'));
}

function end(user: string, transport: LoopbackTransport, options: Partial<AgentOptions>): End {
  const requests: IncomingRequest[] = [];
  const errors: unknown[] = [];
  const flow = new Flow(transport, {
    sentBy: `${user}.invalid`,
    onRequest: request => requests.push(request),
    onError: error => errors.push(error),
    reasonPhrase,
    ...options,
  });
  flows.push(flow);
  const contact = NameAddr(SipUri(user, `${user}.invalid`));
  return { flow, transport, address: address(user), contact, requests, errors };
}

/** Two agents that have one flow to each other. */
export function twoAgents(alice: Partial<AgentOptions> = {}, bob: Partial<AgentOptions> = {}): [End, End] {
  const [left, right] = loopbackPair();
  return [end('alice', left, alice), end('bob', right, bob)];
}

/** An agent, and a peer whose messages the test writes by hand. */
export function agentAndPeer(options: Partial<AgentOptions> = {}): [End, Peer] {
  const [left, right] = loopbackPair();
  return [end('alice', left, options), new Peer(right)];
}

export class Peer {
  readonly transport: LoopbackTransport;
  readonly heard: SipMessage[] = [];
  readonly raw: string[] = [];

  constructor(transport: LoopbackTransport) {
    this.transport = transport;
    transport.onMessage = data => {
      this.raw.push(String(data));
      if (data.length > 4) this.heard.push(parseMessage(data));
    };
  }

  get statuses(): number[] {
    return this.heard.flatMap(message => (message.kind === 'response' ? [message.status] : []));
  }

  /** The latest request with this method. */
  request(method: string): SipRequest {
    const found = this.heard.findLast(message => message.kind === 'request' && message.method === method);
    assert.ok(found?.kind === 'request', `${method} was not sent`);
    return found;
  }

  response(): SipResponse {
    const found = this.heard.findLast(message => message.kind === 'response');
    assert.ok(found?.kind === 'response', 'no response was sent');
    return found;
  }

  async send(...lines: string[]): Promise<void> {
    this.transport.send(lines.join('\r\n'));
    await settled();
  }

  /** Sends a request. `fields` replace the ones that it has by default, or come after them. */
  ask(method: string, fields: Record<string, string> = {}, uri = 'sip:alice@contoso.example'): Promise<void> {
    const head = {
      Via: `SIP/2.0/WS bob.invalid;branch=z9hG4bK${method}`,
      'Max-Forwards': '70',
      From: '<sip:bob@contoso.example>;tag=b',
      To: '<sip:alice@contoso.example>',
      'Call-ID': 'call',
      CSeq: `1 ${method}`,
      Contact: '<sip:bob@bob.invalid>',
      ...fields,
    };
    const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`);
    return this.send(`${method} ${uri} SIP/2.0`, ...lines, 'Content-Length: 0', '', '');
  }

  /** Answers a request that was heard; `fields` as for `ask`. */
  answer(request: SipRequest, status: number, fields: Record<string, string> = {}, toTag = 'b'): Promise<void> {
    const via = request.via.map(hop => `Via: SIP/2.0/WS ${hop.host};branch=${hop.params.get('branch')}`);
    const known = request.to.params.get('tag');
    const head = {
      From: `<sip:alice@contoso.example>;tag=${request.from.params.get('tag')}`,
      To: `<sip:bob@contoso.example>${status === 100 ? '' : `;tag=${known ?? toTag}`}`,
      'Call-ID': request.callId,
      CSeq: `${request.cseq.sequence} ${request.cseq.method}`,
      Contact: '<sip:bob@bob.invalid>',
      ...fields,
    };
    const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`);
    return this.send(`SIP/2.0 ${status} Whatever`, ...via, ...lines, 'Content-Length: 0', '', '');
  }
}

const queues = new WeakMap<Dialog, InviteQueue>();

/** The queue of a dialog; made when this is called first, which is to be right after the dialog. */
export function queueOf(dialog: Dialog): InviteQueue {
  const queue = queues.get(dialog) ?? new InviteQueue(dialog);
  queues.set(dialog, queue);
  return queue;
}

/** An INVITE from `caller` that `callee` has accepted: the dialog as either sees it. */
export async function talk(caller: End, callee: End): Promise<[Dialog, Dialog]> {
  const invite = caller.flow.invite(call(caller, callee));
  await settled();
  const request = callee.requests.pop();
  assert.ok(request, 'the INVITE did not arrive');
  const dialog = request.createDialog(callee.contact);
  request.respond(200);
  const { dialog: own } = await invite.final;
  assert.ok(own);
  queueOf(own);
  queueOf(dialog);
  await settled();
  return [own, dialog];
}

/** What a request from one to the other says. */
export function call(from: End, to: { readonly address: NameAddr }) {
  return { method: 'INVITE', uri: to.address.uri, from: from.address, to: to.address, contact: from.contact };
}

/** The start lines of what an end has sent. */
export function sentLines({ transport }: { transport: LoopbackTransport }): string[] {
  return transport.sent.map(message => message.slice(0, message.indexOf('\r\n')));
}
