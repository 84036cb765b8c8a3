import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { formatPayload, header } from '../../../src/sip/codec/index.js';
import { AgentPeer, sessionPayload, startChat } from '../../support/agent-peer.js';
import { TestServer } from '../../support/chat-server.js';

let server: TestServer;
let alice: AgentPeer;
let bob: AgentPeer;
let mallory: AgentPeer;

beforeEach(async () => {
  server = await TestServer.start();
  [alice, bob, mallory] = await Promise.all([
    AgentPeer.signIn(server.url, 'alice'),
    AgentPeer.signIn(server.url, 'bob'),
    AgentPeer.signIn(server.url, 'mallory'),
  ]);
});
afterEach(async () => {
  for (const peer of [alice, bob, mallory]) peer.close();
  await server.close();
});

test('a stranger who knows a conversation’s URI gets nothing out of it and nothing into it', async () => {
  const { caller, uri } = await startChat(alice, bob);
  assert.equal((await mallory.invite(uri)).response.status, 403);
  assert.equal((await mallory.request('MESSAGE', uri, mallory.text('x', 'let me in'))).status, 405);
  const conference = formatPayload({ headers: { Event: 'conference' } });
  assert.equal((await mallory.request('SUBSCRIBE', uri, conference)).status, 403);
  const refer = formatPayload({ headers: { 'Refer-To': '<sip:mallory@contoso.example>' } });
  assert.equal((await mallory.request('REFER', uri, refer)).status, 403);

  await caller.request('MESSAGE', alice.text('m1', 'between us'));
  assert.match(String((await bob.take()).body), /between us/, 'and the chat goes on');
});

test('a stranger who knows a dialog’s tags cannot use them on another connection', async () => {
  const { caller, uri } = await startChat(alice, bob);
  const { callId, localTag, remoteTag } = caller;
  const text = [
    `MESSAGE ${uri} SIP/2.0`,
    'Via: SIP/2.0/WS mallory.invalid;branch=z9hG4bKforged',
    'Max-Forwards: 70',
    `From: <sip:alice@contoso.example>;tag=${localTag}`,
    `To: <sip:bob@contoso.example>;tag=${remoteTag}`,
    `Call-ID: ${callId}`,
    'CSeq: 99 MESSAGE',
    'Content-Type: text/plain',
    'Content-Length: 6',
    '',
    'forged',
  ].join('\r\n');
  const answered = new Promise<string>(resolve => {
    const { transport } = mallory.flow;
    const take = transport.onMessage;
    transport.onMessage = message => {
      if (String(message).includes('z9hG4bKforged')) resolve(String(message));
      else take(message);
    };
  });
  mallory.flow.transport.send(text);
  assert.match(await answered, /^SIP\/2\.0 (481|403) /);
  await caller.request('MESSAGE', alice.text('m1', 'real'));
  assert.match(String((await bob.take()).body), /real/, 'the forged one was not delivered');
});

test('a conversation that does not exist', async () => {
  assert.equal((await mallory.invite('sip:chat-none@contoso.example')).response.status, 404);
});

test('somebody who has left a chat that became a group is a stranger: they wait in its lobby', async () => {
  const { caller, callee, uri } = await startChat(alice, bob);
  const refer = formatPayload({ headers: { 'Refer-To': '<sip:mallory@contoso.example>' } });
  assert.equal((await alice.request('REFER', uri, refer)).status, 202);
  await mallory.accept();
  await caller.bye();
  const knock = alice.knock(uri);
  await knock.queued();
  assert.equal((await callee.request('MESSAGE', bob.text('m1', 'gone?'))).status, 200);
  knock.cancel();
  assert.equal((await knock.final).response.status, 487);
  const comesBack = sessionPayload({ 'History-After': '0' });
  assert.equal((await alice.invite(uri, comesBack)).response.status, 403, 'and cannot come back as a member');
});

test('what is not a chat is not carried to people', async () => {
  const message = await alice.request('MESSAGE', 'sip:bob@contoso.example', alice.text('m', 'page mode'));
  assert.equal(message.status, 405);
  assert.match(header(message, 'allow') ?? '', /INVITE/);
  const subscribe = formatPayload({ headers: { Event: 'dialog' } });
  assert.equal((await alice.request('SUBSCRIBE', 'sip:bob@contoso.example', subscribe)).status, 489);
});
