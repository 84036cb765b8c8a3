import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Flow, loopbackPair } from '../../../src/sip/agent/index.js';
import { formatRefusal, parseMessage, SipSyntaxError } from '../../../src/sip/codec/index.js';
import { agentAndPeer, Peer, settled, talk, text, twoAgents } from './two-agents.js';

test('Flow answers a keep-alive ping with a pong, and a pong with nothing', async () => {
  const [, peer] = agentAndPeer();
  await peer.send('\r\n\r\n');
  assert.deepEqual(peer.raw, ['\r\n']);
  await peer.send('\r\n');
  assert.deepEqual(peer.raw, ['\r\n']);
});

test('Flow hands what does not parse to its owner, who can answer it', async () => {
  const malformed: [string, unknown][] = [];
  const [alice, peer] = agentAndPeer({
    parse: parseMessage,
    onMalformed: (error, flow, data) => {
      malformed.push([error.name, flow]);
      flow.transport.send(formatRefusal(data, error, 'totag') ?? '');
      if (data === 'nonsense') throw new Error('owner');
    },
  });
  await peer.ask('MESSAGE', { CSeq: '1 INVITE' });
  assert.deepEqual([peer.statuses, peer.response().cseq.method], [[400], 'INVITE']);
  await peer.send('nonsense');
  await peer.send('SIP/2.0 200 OK', 'CSeq: nonsense', '', '');
  assert.deepEqual(malformed, [
    ['SipSyntaxError', alice.flow],
    ['SipSyntaxError', alice.flow],
    ['SipSyntaxError', alice.flow],
  ]);
  assert.deepEqual(
    [peer.raw.slice(1), alice.requests.length, alice.errors.map(String)],
    [['', ''], 0, ['Error: owner']],
  );
});

test('Flow drops and reports what does not parse when its owner has no slot for it', async () => {
  const [alice, peer] = agentAndPeer();
  await peer.ask('MESSAGE', { CSeq: '1' });
  await peer.send('nonsense');
  assert.deepEqual([peer.raw, alice.requests.length], [[], 0]);
  assert.ok(alice.errors.length === 2 && alice.errors.every(error => error instanceof SipSyntaxError));
});

test('Flow shows a request once, and answers it again with what was answered last', async () => {
  const [alice, peer] = agentAndPeer();
  await peer.ask('OPTIONS');
  await peer.ask('OPTIONS');
  assert.equal(alice.requests.length, 1);
  assert.deepEqual(peer.statuses, []);
  alice.requests[0]?.respond(183);
  await peer.ask('OPTIONS');
  assert.deepEqual(peer.statuses, [183, 183]);
  alice.requests[0]?.respond(200);
  await peer.ask('OPTIONS');
  assert.deepEqual([peer.statuses, alice.requests.length], [[183, 183, 200, 200], 1]);
  assert.equal(peer.raw.at(-1), peer.raw.at(-2));
});

test('Flow recognises what comes again by the rules of RFC 2543 where Via has no branch', async () => {
  const [alice, peer] = agentAndPeer();
  const via = { Via: 'SIP/2.0/tls 127.0.0.1:5061' };
  await peer.ask('INVITE', via);
  await peer.ask('INVITE', via);
  await peer.ask('MESSAGE', { ...via, CSeq: '2 MESSAGE' });
  assert.deepEqual(
    alice.requests.map(request => request.message.method),
    ['INVITE', 'MESSAGE'],
  );
  alice.requests[0]?.respond(486);
  await settled();
  const to = `<sip:alice@contoso.example>;tag=${peer.response().to.params.get('tag')}`;
  await peer.ask('ACK', { ...via, To: to, CSeq: '1 ACK' });
  alice.requests[1]?.respond(200);
  await settled();
  assert.deepEqual([peer.statuses, alice.flow.size], [[486, 200], 1]);
});

test('Flow answers 481 to a request in a dialog that it does not have, and says nothing to an ACK', async () => {
  const [alice, peer] = agentAndPeer();
  await peer.ask('MESSAGE', { To: '<sip:alice@contoso.example>;tag=unknown' });
  await peer.ask('INVITE', { To: '<sip:alice@contoso.example>;tag=unknown' });
  await peer.ask('NOTIFY', { To: '<sip:alice@contoso.example>;tag=unknown' });
  await peer.ask('ACK', { To: '<sip:alice@contoso.example>;tag=unknown', Via: 'SIP/2.0/WS x.invalid;branch=z9hG4bKx' });
  await peer.ask('CANCEL', { Via: 'SIP/2.0/WS x.invalid;branch=z9hG4bKx' });
  assert.deepEqual([peer.statuses, alice.requests.length], [[481, 481, 481, 481], 0]);
});

test('Flow answers 481 to a request from another flow than the one its dialog is on', async () => {
  const [alice, bob] = twoAgents();
  const [dialog] = await talk(alice, bob);
  const heard: unknown[] = [];
  dialog.onRequest = request => heard.push(request);
  const [end, other] = loopbackPair();
  new Flow(end, alice.flow.options);
  const stranger = new Peer(other);
  const fields = {
    From: `<sip:bob@contoso.example>;tag=${dialog.remoteTag}`,
    To: `<sip:alice@contoso.example>;tag=${dialog.localTag}`,
    'Call-ID': dialog.callId,
  };
  await stranger.ask('MESSAGE', { ...fields, CSeq: '9 MESSAGE' });
  await stranger.ask('BYE', { ...fields, CSeq: '10 BYE' });
  assert.deepEqual([stranger.statuses, heard, dialog.ended], [[481, 481], [], false]);
});

test('Flow survives an owner that throws: 500 if nothing was answered, and the error is reported', async () => {
  const [alice, peer] = agentAndPeer({
    onRequest: request => {
      if (request.message.method === 'MESSAGE') request.respond(200);
      throw new Error(`cannot serve ${request.message.method}`);
    },
  });
  await peer.ask('OPTIONS');
  await peer.ask('MESSAGE');
  assert.deepEqual(peer.statuses, [500, 200]);
  assert.deepEqual(alice.errors.map(String), ['Error: cannot serve OPTIONS', 'Error: cannot serve MESSAGE']);
});

test('Flow survives slots that throw', async () => {
  const [alice, bob] = twoAgents();
  const [own, theirs] = await talk(alice, bob);
  own.onRequest = () => {
    throw new Error('request');
  };
  own.onLost = () => {
    throw new Error('lost');
  };
  alice.flow.onClose = () => {
    throw new Error('close');
  };
  assert.equal((await theirs.request('MESSAGE', text('hi'))).status, 500);
  alice.transport.cut();
  await settled();
  assert.deepEqual(alice.errors.map(String), ['Error: request', 'Error: lost', 'Error: close']);
});

test('Flow answers with the Via, Record-Route and tags that the request had', async () => {
  const [alice, peer] = agentAndPeer();
  const via =
    'SIP/2.0/WSS edge.example;branch=z9hG4bKedge;rport, SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKfar;received=10.0.0.1';
  await peer.ask('INVITE', { Via: via, 'Record-Route': '<sip:edge.example;lr>' });
  const [request] = alice.requests;
  request?.createDialog(alice.contact);
  request?.respond(180);
  request?.respond(200);
  await settled();
  const [ringing, ok] = peer.heard;
  for (const response of [ringing, ok]) {
    assert.deepEqual(response?.via, request?.message.via);
    assert.deepEqual(response?.recordRoute, request?.message.recordRoute);
    assert.deepEqual(response?.contact, [alice.contact]);
    assert.deepEqual([response?.callId, response?.cseq], ['call', { sequence: 1, method: 'INVITE' }]);
  }
  assert.ok(ok?.to.params.get('tag'));
  assert.equal(ringing?.to.params.get('tag'), ok?.to.params.get('tag'));
});

test('IncomingRequest.respond() sends one final response, and none on a closed flow', async () => {
  const [alice, peer] = agentAndPeer();
  await peer.ask('OPTIONS');
  await peer.ask('MESSAGE');
  const [options, message] = alice.requests;
  options?.respond(200);
  assert.throws(() => options?.respond(500), /Cannot answer OPTIONS with 500: it was answered with 200/);
  await settled();
  assert.deepEqual(peer.statuses, [200]);
  alice.transport.cut();
  message?.respond(200);
  assert.equal(alice.transport.sent.length, 1);
  assert.throws(() => options?.createDialog(alice.contact), /it was answered with 200/);
});

test('Flow says a word for each class where its owner gives no phrases', async () => {
  const [alice, peer] = agentAndPeer({ reasonPhrase: undefined });
  for (const status of [180, 202, 486]) {
    await peer.ask('OPTIONS', { Via: `SIP/2.0/WS bob.invalid;branch=z9hG4bK${status}`, CSeq: `${status} OPTIONS` });
    alice.requests.at(-1)?.respond(status);
  }
  await settled();
  assert.deepEqual(
    peer.heard.map(message => message.kind === 'response' && message.reason),
    ['Ringing', 'OK', 'Refused'],
  );
});
