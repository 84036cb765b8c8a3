import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { takenTypesOf, parseCpim, parseParts } from '../../../src/sip/body/index.js';
import { addressOf, formatPayload, header, type SipRequest } from '../../../src/sip/codec/index.js';
import { AgentPeer, sessionPayload, startChat } from '../../support/agent-peer.js';
import { TestServer } from '../../support/chat-server.js';

let server: TestServer;
let alice: AgentPeer;
let bob: AgentPeer;

beforeEach(async () => {
  server = await TestServer.start({ maxMessageBytes: 1000 });
  [alice, bob] = await Promise.all([AgentPeer.signIn(server.url, 'alice'), AgentPeer.signIn(server.url, 'bob')]);
});
afterEach(async () => {
  for (const peer of [alice, bob]) peer.close();
  await server.close();
});

const cpimOf = (message: SipRequest) => parseCpim(String(message.body));

test('an INVITE rings the other side, and is answered with the conversation and who answered', async () => {
  const asked = alice.invite('sip:bob@contoso.example');
  const invitation = await bob.next();
  assert.equal(invitation.message.from.displayName, 'Alice', 'the name is that of the account');
  assert.equal(addressOf(invitation.message.from.uri), 'sip:alice@contoso.example');
  assert.equal(header(invitation.message, 'expires'), '30');
  assert.ok(takenTypesOf(String(invitation.message.body)));
  invitation.createDialog(bob.contact);
  invitation.respond(200, { payload: sessionPayload() });
  const { response } = await asked;
  assert.equal(response.status, 200);
  assert.equal(header(response, 'p-asserted-identity'), '"Bob" <sip:bob@contoso.example>');
  assert.equal(takenTypesOf(String(response.body))?.plain.includes('message/cpim'), true);
  const [contact] = response.contact === '*' ? [] : response.contact;
  assert.equal(contact?.params.has('isfocus'), false, 'two people are no conference');
});

test('the first message is logged and carried in the invitation', async () => {
  const asked = alice.invite('sip:bob@contoso.example', sessionPayload({}, alice.cpim('m1', 'Hello')));
  const { request } = await bob.accept();
  const parts = parseParts(header(request, 'content-type') ?? '', request.body);
  assert.deepEqual(
    parts.map(part => [part.contentType, part.headers.get('content-disposition')]),
    [
      ['application/sdp', 'session'],
      ['message/cpim', 'render'],
    ],
  );
  const cpim = parseCpim(String(parts[1]?.body));
  assert.equal(cpim.content, 'Hello');
  assert.equal(cpim.messageId, 'm1');
  assert.equal((await asked).response.status, 200);
});

test('a MESSAGE is answered with its position, and delivered with the server’s word on who and when', async () => {
  const { caller } = await startChat(alice, bob);
  const said = await caller.request('MESSAGE', alice.text('m1', 'Grüße 👋'));
  assert.equal(said.status, 200);
  const heard = await bob.take();
  assert.equal(header(heard, 'history-position'), header(said, 'history-position'));
  const cpim = cpimOf(heard);
  assert.equal(cpim.content, 'Grüße 👋');
  assert.equal(cpim.messageId, 'm1');
  assert.equal(cpim.from.displayName, 'Alice');
  assert.ok((cpim.dateTime?.getTime() ?? 0) > Date.now() - 60_000, 'not the time that the sender claims');
});

test('the same message sent again is logged and delivered once', async () => {
  const { caller } = await startChat(alice, bob);
  const first = await caller.request('MESSAGE', alice.text('m1', 'once'));
  const again = await caller.request('MESSAGE', alice.text('m1', 'once'));
  assert.equal(again.status, 200);
  assert.equal(header(again, 'history-position'), header(first, 'history-position'));
  await caller.request('MESSAGE', alice.text('m2', 'next'));
  assert.equal(cpimOf(await bob.take()).content, 'once');
  assert.equal(cpimOf(await bob.take()).content, 'next');
});

test('what cannot be said is refused, and the chat goes on', async () => {
  const { caller } = await startChat(alice, bob);
  const say = (contentType: string, body: string) => caller.request('MESSAGE', formatPayload({ contentType, body }));
  const unsupported = await say('image/png', 'x');
  assert.equal(unsupported.status, 415);
  assert.match(header(unsupported, 'accept') ?? '', /message\/cpim/);
  assert.equal((await say('message/cpim', 'no headers at all')).status, 400);
  assert.equal((await say('text/plain', 'x'.repeat(1001))).status, 413);
  assert.equal((await caller.request('MESSAGE', alice.text('m1', 'still here'))).status, 200);
  assert.equal(cpimOf(await bob.take()).content, 'still here');
});

test('BYE ends a two-party chat for the other side, with a Reason', async () => {
  const { caller, callee } = await startChat(alice, bob);
  assert.equal((await caller.bye()).status, 200);
  const bye = await bob.take();
  assert.equal(bye.method, 'BYE');
  assert.match(header(bye, 'reason') ?? '', /^SIP;cause=200/);
  assert.equal((await callee.request('MESSAGE', bob.text('late', 'too late'))).status, 481);
});

test('an INVITE that is no session of messages is refused with 488', async () => {
  const audio = 'v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=-\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n';
  const { response } = await alice.invite(
    'sip:bob@contoso.example',
    formatPayload({ contentType: 'application/sdp', body: audio }),
  );
  assert.equal(response.status, 488);
  assert.equal((await alice.invite('sip:bob@contoso.example', formatPayload({}))).response.status, 488);
});

test('refusals: nobody there, another domain, oneself', async () => {
  const statusOf = async (uri: string) => (await alice.invite(uri)).response.status;
  assert.equal(await statusOf('sip:nobody@contoso.example'), 404);
  assert.equal(await statusOf('sip:bob@fabrikam.example'), 404);
  assert.equal(await statusOf('sip:alice@contoso.example'), 403);
  assert.equal(await statusOf('sip:carol@contoso.example'), 480);
});

test('a busy device does not decline for the others, a 603 does', async () => {
  const other = await AgentPeer.signIn(server.url, 'bob', 'phone');
  const asked = alice.invite('sip:bob@contoso.example');
  const [here, there] = await Promise.all([bob.next(), other.next()]);
  here.respond(486);
  await other.accept(there);
  const { response, dialog } = await asked;
  assert.equal(response.status, 200);
  await dialog?.bye();
  await other.take();

  const askedAgain = alice.invite('sip:bob@contoso.example');
  const [first, second] = await Promise.all([bob.next(), other.next()]);
  const withdrawn = new Promise<SipRequest>(resolve => (second.onCancel = resolve));
  second.respond(180);
  first.respond(603);
  assert.equal((await askedAgain).response.status, 603);
  assert.match(header(await withdrawn, 'reason') ?? '', /cause=603/);
  second.respond(487);
  other.close();
});
