import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { ALL_TYPES, parseSessionOffer, takenTypesOf, type TakenTypes } from '../../../src/sip/body/index.js';
import { formatPayload, header, type SipMessage } from '../../../src/sip/codec/index.js';
import { AgentPeer, conversationOf, sessionPayload } from '../../support/agent-peer.js';
import { TestServer } from '../../support/chat-server.js';

let server: TestServer;
let alice: AgentPeer;
let bob: AgentPeer;

beforeEach(async () => {
  server = await TestServer.start();
  [alice, bob] = await Promise.all([AgentPeer.signIn(server.url, 'alice'), AgentPeer.signIn(server.url, 'bob')]);
});
afterEach(async () => {
  for (const peer of [alice, bob]) peer.close();
  await server.close();
});

const PLAIN: TakenTypes = { plain: ['message/cpim', 'text/plain'], wrapped: ['text/plain'] };
const PLAIN_PASSED_ON = { plain: ['message/cpim', 'text/plain'], wrapped: ['text/plain', 'message/imdn+xml'] };

const typesIn = (message: SipMessage) =>
  takenTypesOf(parseSessionOffer(header(message, 'content-type') ?? '', message.body).sdp ?? '');

test('the caller hears what the callee takes, and the callee what the caller takes', async () => {
  const invited = alice.invite('sip:bob@contoso.example');
  const { request } = await bob.accept(undefined, sessionPayload({}, undefined, PLAIN));
  assert.deepEqual(typesIn(request), ALL_TYPES);
  assert.deepEqual(typesIn((await invited).response), PLAIN_PASSED_ON);

  const back = bob.invite('sip:alice@contoso.example', sessionPayload({}, bob.cpim('m1', 'hi'), PLAIN));
  const { request: other } = await alice.accept();
  assert.deepEqual(typesIn(other), PLAIN_PASSED_ON);
  assert.deepEqual(typesIn((await back).response), ALL_TYPES);
});

test('an old peer, without the line, is told of as one that takes its text and no typing', async () => {
  const invited = alice.invite(
    'sip:bob@contoso.example',
    sessionPayload({}, undefined, { plain: ['text/plain'], wrapped: [] }),
  );
  const { request } = await bob.accept(undefined, sessionPayload({}, undefined, { plain: ['*'], wrapped: [] }));
  assert.deepEqual(typesIn(request), PLAIN_PASSED_ON);
  const { response } = await invited;
  assert.deepEqual(typesIn(response), {
    plain: ALL_TYPES.plain,
    wrapped: ['text/plain', 'text/html', 'message/imdn+xml'],
  });
});

test('who comes back, and who asks again, hears it too; a conference takes everything', async () => {
  const invited = alice.invite('sip:bob@contoso.example');
  await bob.accept(undefined, sessionPayload({}, undefined, PLAIN));
  const { dialog } = await invited;
  assert.ok(dialog);
  assert.deepEqual(typesIn(await dialog.request('INVITE', sessionPayload())), PLAIN_PASSED_ON);
  const uri = conversationOf(dialog);
  assert.deepEqual(typesIn((await alice.invite(uri)).response), PLAIN_PASSED_ON);
  const phone = await AgentPeer.signIn(server.url, 'alice', 'phone');
  await phone.request('REFER', uri, formatPayload({ headers: { 'Refer-To': '<sip:carol@contoso.example>' } }));
  assert.deepEqual(typesIn((await phone.invite(uri)).response), ALL_TYPES);
  phone.close();
});
