import type { TestContext } from 'node:test';
import { SipChatPort } from '../../src/client/sip-chat-port.js';
import type { Returnable } from '../../src/client/sip-link.js';
import type { ChatEvents } from '../../src/model/index.js';
import {
  type Dialog,
  Flow,
  type IncomingRequest,
  loopbackPair,
  type LoopbackTransport,
} from '../../src/sip/agent/index.js';
import { formatSessionOffer, parseCpim, type TakenTypes } from '../../src/sip/body/index.js';
import { formatPayload, NameAddr, type Payload, SipUri } from '../../src/sip/codec/index.js';

export const alice = NameAddr(SipUri('alice', 'contoso.example'));
export const bob = NameAddr(SipUri('bob', 'contoso.example'));
export const conference = NameAddr(SipUri('chat-1', 'contoso.example'), '', new Map([['isfocus', '']]));
const EVENTS: ChatEvents = {
  begun: () => {},
  ringing: () => {},
  identified: () => {},
  promoted: () => {},
  lobby: () => {},
  conference: () => {},
  message: () => {},
  formats: () => {},
  logged: () => {},
  typing: () => {},
  receipt: () => {},
  ended: () => {},
};

/** A connection whose other end takes every INVITE, and answers the messages when the test says so. */
export class Line {
  readonly flow: Flow;
  readonly transport: LoopbackTransport;
  readonly messages: IncomingRequest[] = [];
  #dialog: Dialog | undefined;

  /**
   * @param greeting - What the other end says at once.
   * @param types - What it takes.
   */
  constructor(t: TestContext, contact = bob, greeting?: string, types?: TakenTypes) {
    const [near, far] = loopbackPair();
    this.transport = near;
    this.flow = new Flow(near, { sentBy: 'a.invalid', onRequest: () => {} });
    const peer = new Flow(far, {
      sentBy: 'contoso.example',
      onRequest: request => {
        if (request.message.method !== 'INVITE') return request.respond(403);
        const dialog = (this.#dialog = request.createDialog(contact));
        dialog.onRequest = message => this.messages.push(message);
        request.respond(200, { payload: formatPayload(formatSessionOffer(undefined, types)) });
        if (greeting) void dialog.request('MESSAGE', formatPayload({ contentType: 'text/plain', body: greeting }));
      },
    });
    t.after(() => [this.flow, peer].forEach(end => end.close()));
  }

  /** What the other end says. Resolves with the status of the answer. */
  async say(payload: Payload): Promise<number | undefined> {
    return (await this.#dialog?.request('MESSAGE', payload))?.status;
  }

  /** What else it asks in the dialog. */
  async invite(types: TakenTypes): Promise<void> {
    await this.#dialog?.request('INVITE', formatPayload(formatSessionOffer(undefined, types)));
  }

  get ids(): (string | undefined)[] {
    return this.messages.map(({ message }) => parseCpim(String(message.body)).messageId);
  }
}

/** A port with its connection, in place of which the test puts another. */
export function portOver(
  { flow }: Line,
  events: Partial<ChatEvents> = {},
): { port: SipChatPort; link: { flow: Flow } } {
  const link = { flow, me: alice, contact: alice, sessions: new Set<Returnable>() };
  return { port: new SipChatPort(link, bob.uri, { ...EVENTS, ...events }), link };
}
