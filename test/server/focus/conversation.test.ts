import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { ConversationEvent } from '../../../src/server/focus/conversation-event.js';
import { Conversation } from '../../../src/server/focus/conversation.js';
import { openEmbeddedStore } from '../../../src/server/store/index.js';
import { NameAddr, parseUri } from '../../../src/sip/codec/index.js';

const alice = 'sip:alice@contoso.example';

/** A conversation that is read back from a log with these events. */
async function loaded(t: TestContext, ...events: readonly ConversationEvent[]): Promise<Conversation> {
  const store = openEmbeddedStore(':memory:');
  t.after(() => store.close());
  for (const event of events) await store.append('chat-1', JSON.stringify(event));
  const conversation = new Conversation({
    id: 'chat-1',
    domain: 'contoso.example',
    store,
    graceSeconds: 60,
    maxMembers: 250,
    maxLobby: 50,
    lobbySeconds: 600,
    nameOf: address => NameAddr(parseUri(address)),
    onRequest: () => {},
    onEnded: () => {},
  });
  t.after(() => conversation.close());
  await conversation.load();
  return conversation;
}

const started: ConversationEvent = { type: 'started', at: 0, by: alice };
const left: ConversationEvent = { type: 'left', at: 0, who: alice };

test('a conversation that is read back goes on', async t => {
  assert.equal((await loaded(t, started)).over, false);
});

test('one that everybody has left is over, whether or not its end could be logged: nobody comes in', async t => {
  assert.equal((await loaded(t, started, left, { type: 'ended', at: 0 })).over, true);
  const conversation = await loaded(t, started, left);
  assert.equal(conversation.over, true);
  await assert.rejects(conversation.attendance.join(alice, []), { status: 410 });
  await assert.rejects(conversation.record({ type: 'topic', at: 0, by: alice, topic: 'x' }), { status: 410 });
});
