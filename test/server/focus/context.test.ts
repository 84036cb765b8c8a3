import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatSessionOffer, parseSessionOffer } from '../../../src/sip/body/index.js';
import { formatPayload, header } from '../../../src/sip/codec/index.js';
import { AgentPeer, startChat } from '../../support/agent-peer.js';
import { TestServer } from '../../support/chat-server.js';

const context = { contentType: 'text/json', body: '{"order":4711}' };

test('the context of an INVITE reaches the callee as it is, beside the first message', async t => {
  const server = await TestServer.start();
  const [alice, bob] = await Promise.all([AgentPeer.signIn(server.url, 'alice'), AgentPeer.signIn(server.url, 'bob')]);
  t.after(async () => {
    for (const peer of [alice, bob]) peer.close();
    await server.close();
  });
  for (const first of [undefined, alice.cpim('m1', 'Hello')]) {
    const asked = alice.invite('sip:bob@contoso.example', formatPayload(formatSessionOffer(first, undefined, context)));
    const { request } = await bob.accept();
    const offer = parseSessionOffer(header(request, 'content-type') ?? '', request.body);
    assert.deepEqual([offer.context?.contentType, offer.context?.body], [context.contentType, context.body]);
    assert.equal(offer.rendered !== undefined, first !== undefined);
    await (await asked).dialog?.bye();
    await bob.take();
  }
});

test('a context that is too long, or alone, is refused, nobody rings, and the server serves on', async t => {
  const server = await TestServer.start({ maxMessageBytes: 100 });
  const [alice, bob] = await Promise.all([AgentPeer.signIn(server.url, 'alice'), AgentPeer.signIn(server.url, 'bob')]);
  t.after(async () => {
    for (const peer of [alice, bob]) peer.close();
    await server.close();
  });
  const statusOf = async (offer: { contentType: string; body: string }): Promise<number> =>
    (await alice.invite('sip:bob@contoso.example', formatPayload(offer))).response.status;
  const withBody = (body: string) => formatSessionOffer(undefined, undefined, { contentType: 'text/plain', body });
  assert.equal(await statusOf(withBody('x'.repeat(101))), 413);
  assert.equal(await statusOf(withBody('ä'.repeat(51))), 413, 'bytes count, not characters');
  const alone = '--b\r\nContent-Disposition: context\r\n\r\nx\r\n--b--\r\n';
  assert.equal(await statusOf({ contentType: 'multipart/mixed;boundary=b', body: alone }), 488);
  await startChat(alice, bob);
});
