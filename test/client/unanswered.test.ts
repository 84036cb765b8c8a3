import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Application } from '../../src/model/index.js';
import type { Reason } from '../../src/observable/index.js';
import { nextInvitation } from '../support/chat-partner.js';
import { addressOfUser, TestServer } from '../support/chat-server.js';
import { until } from '../support/until.js';

let server: TestServer;
let alice: Application;
let bob: Application;

before(async () => {
  server = await TestServer.start({ ringSeconds: 0.2 });
  alice = await server.signIn('alice');
  bob = await server.signIn('bob');
});
after(() => server.close());

test('an invitation that nobody answers ends on both sides', async () => {
  const invited = nextInvitation(bob);
  const mine = alice.conversationsManager.getConversation(addressOfUser('bob'));
  const sent = assert.rejects(mine.chatService.sendMessage('Hello?'), (reason: Reason) => {
    assert.equal(reason.code, 'InvitationFailed');
    assert.equal(reason.reason?.code, 'Timeout');
    return true;
  });
  const theirs = await invited;
  await sent;
  await until(theirs.state, 'Disconnected');
  assert.equal((theirs.state.reason as Reason).code, 'Missed');
  assert.equal(mine.chatService.messages()[0]?.status(), 'Failed');
});
