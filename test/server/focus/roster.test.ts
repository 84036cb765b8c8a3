import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { parseConferenceInfo } from '../../../src/sip/body/index.js';
import { formatPayload, header } from '../../../src/sip/codec/index.js';
import { AgentPeer, createGroup } from '../../support/agent-peer.js';
import { TestServer } from '../../support/chat-server.js';
import { changePayload, follow, subscribe } from '../../support/subscribe.js';

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

test('full at the SUBSCRIBE and at each refresh, partial between, each one version on; the last at the end', async () => {
  const { dialog, uri } = await createGroup(alice);
  const { notices, dialog: mine } = await subscribe(alice, 'SUBSCRIBE', uri, { Event: 'conference', Expires: '60' });
  const first = await notices.next();
  assert.match(header(first, 'subscription-state') ?? '', /^active;expires=(60|59)$/);
  const states = [parseConferenceInfo(String(first.body))];
  await bob.invite(uri);
  const second = await notices.next();
  assert.match(header(second, 'subscription-state') ?? '', /^active;expires=\d+$/, 'how long it still lasts');
  states.push(parseConferenceInfo(String(second.body)));
  const refresh = formatPayload({ headers: { Event: 'conference', Expires: '120' } });
  assert.equal(header((await mine?.request('SUBSCRIBE', refresh)) ?? assert.fail(), 'expires'), '120');
  states.push(await notices.info());
  const unsubscribe = formatPayload({ headers: { Event: 'conference', Expires: '0' } });
  await mine?.request('SUBSCRIBE', unsubscribe);
  const last = await notices.next();
  assert.equal(header(last, 'subscription-state'), 'terminated;reason=timeout');
  states.push(parseConferenceInfo(String(last.body)));
  assert.deepEqual(
    states.map(({ state, version, users }) => [state, version, users.length]),
    [
      ['full', 0, 1],
      ['partial', 1, 1],
      ['full', 2, 2],
      ['full', 3, 2],
    ],
  );
  await dialog.request('INFO', changePayload(uri, { description: { subject: 'x' } }));
  assert.equal(notices.waiting, 0, 'nothing after the end');
});

test('to ask once does not end the subscription of the same connection, to subscribe again replaces it', async () => {
  const { dialog, uri } = await createGroup(alice);
  const lasting = await follow(alice, uri);
  const once = await subscribe(alice, 'SUBSCRIBE', uri, { Event: 'conference', Expires: '0' });
  await once.notices.next();
  await dialog.request('INFO', changePayload(uri, { description: { subject: 'one' } }));
  assert.deepEqual((await lasting.info()).description, { subject: 'one' });
  const again = await follow(alice, uri);
  await dialog.request('INFO', changePayload(uri, { description: { subject: 'two' } }));
  assert.deepEqual((await again.info()).description, { subject: 'two' });
  assert.equal(lasting.waiting, 0);
});

test('who leaves last is told that the conversation has ended', async () => {
  const { dialog, uri } = await createGroup(alice);
  const notices = await follow(alice, uri);
  await dialog.bye();
  const last = await notices.next();
  assert.equal(header(last, 'subscription-state'), 'terminated;reason=noresource');
  assert.equal(parseConferenceInfo(String(last.body)).state, 'deleted');
});

test('who leaves is told no more; the others are told that they have gone', async () => {
  const { uri } = await createGroup(alice);
  const { dialog } = await bob.invite(uri);
  const [mine, theirs] = [await follow(alice, uri), await follow(bob, uri)];
  await dialog?.bye();
  const last = await theirs.next();
  assert.deepEqual([header(last, 'subscription-state'), last.body], ['terminated;reason=rejected', '']);
  assert.deepEqual(await mine.people(), [['bob', 'deleted']]);
});
