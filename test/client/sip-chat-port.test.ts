import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SipChatPort } from '../../src/client/sip-chat-port.js';
import type { Returnable } from '../../src/client/sip-link.js';
import type { ChatEvents } from '../../src/model/index.js';
import { Flow, loopbackPair, type Dialog } from '../../src/sip/agent/index.js';
import { formatSessionOffer } from '../../src/sip/body/index.js';
import { formatPayload, NameAddr, SipUri, type Payload } from '../../src/sip/codec/index.js';

const alice = NameAddr(SipUri('alice', 'contoso.example'));
const bob = NameAddr(SipUri('bob', 'contoso.example'));
const CPIM =
  'From: <sip:bob@contoso.example>\r\nTo: <sip:alice@contoso.example>\r\n\r\nContent-Type: text/plain\r\n\r\nhi';

test('SipChatPort lives with a peer that writes what cannot be read', async t => {
  const [near, far] = loopbackPair();
  let session: Dialog | undefined;
  const peer = new Flow(far, {
    sentBy: 'contoso.example',
    onRequest: request => {
      session = request.createDialog(bob);
      const headers = { 'P-Asserted-Identity': 'nobody can <read this' };
      request.respond(200, { payload: formatPayload({ headers, ...formatSessionOffer() }) });
    },
  });
  const flow = new Flow(near, { sentBy: 'a.invalid', onRequest: () => {} });
  t.after(() => [flow, peer].forEach(end => end.close()));
  const heard: string[] = [];
  const events: ChatEvents = {
    begun: () => {},
    ringing: () => {},
    identified: () => assert.fail('the name cannot be read'),
    promoted: () => {},
    lobby: () => {},
    conference: () => {},
    message: message => void heard.push(message.text),
    formats: () => {},
    logged: () => {},
    typing: () => {},
    receipt: () => {},
    ended: () => {},
  };
  const link = { flow, me: alice, contact: alice, sessions: new Set<Returnable>() };
  const port = new SipChatPort(link, bob.uri, events);
  await port.start();
  assert.ok(session, 'the chat is up all the same');

  const statusOf = async (payload: Payload) => (await session?.request('MESSAGE', payload))?.status;
  assert.equal(await statusOf(formatPayload({ contentType: 'message/cpim', body: 'no header' })), 400);
  assert.equal(await statusOf(formatPayload({ contentType: 'image/png', body: 'x' })), 415);
  const headers = { 'History-Position': 'somewhere' };
  assert.equal(await statusOf(formatPayload({ headers, contentType: 'message/cpim', body: CPIM })), 200);
  assert.deepEqual(heard, ['hi']);
});
