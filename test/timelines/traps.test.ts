import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Application, Conversation } from '../../src/model/index.js';
import { connect, nextInvitation, untilMessages } from '../support/chat-partner.js';
import { addressOfUser, TestServer } from '../support/chat-server.js';
import { until } from '../support/until.js';

/* Reference §3.10: what the published samples do that goes wrong with some servers, and must not with ours. */

let server: TestServer;
let alice: Application;
let bob: Application;

before(async () => (server = await TestServer.start()));
after(() => server.close());
beforeEach(async () => {
  for (const application of [alice, bob]) await application?.signInManager.signOut();
  [alice, bob] = await Promise.all([server.signIn('alice'), server.signIn('bob')]);
});

/** The samples' test for the end of a conversation. */
function endsOf({ state }: Conversation): string[] {
  const ends: string[] = [];
  state.changed((newValue, _reason, oldValue) => {
    if (newValue === 'Disconnected' && (oldValue === 'Connected' || oldValue === 'Connecting')) ends.push(oldValue);
  });
  return ends;
}

test('(1) the end is noticed after Connected, of a group too, and a decline after Connecting', async () => {
  const [mine, theirs] = await connect(alice, bob);
  const ends = [endsOf(mine), endsOf(theirs)];
  await mine.participants.add(addressOfUser('nobody')).catch(() => {});
  await mine.participants.add(addressOfUser('carol')).catch(() => {}); // not there: but it is a group now
  await until(theirs.isGroupConversation, true);
  await Promise.all([mine.leave(), theirs.leave()]);
  assert.deepEqual(ends, [['Connected'], ['Connected']]);
  assert.equal(mine.phase(), 'ended');

  const next = alice.conversationsManager.getConversation(addressOfUser('bob'));
  const declined = endsOf(next);
  const invited = nextInvitation(bob);
  const started = next.chatService.start().catch(() => {});
  const invitation = await invited;
  const rejected = endsOf(invitation);
  await invitation.chatService.reject();
  await started;
  assert.deepEqual(declined, ['Connecting']);
  assert.equal(next.phase(), 'ended');
  assert.deepEqual(rejected, [], 'who declines was never in');
  assert.equal(invitation.phase(), 'ended');
});

test('(2) participants.added tells of the other side at once', () => {
  const heard: string[] = [];
  const mine = alice.conversationsManager.getConversation(addressOfUser('bob'));
  mine.participants.added(participant => void heard.push(participant.displayName()));
  assert.deepEqual(heard, ['bob@contoso.example']);
});

test('(3) a message that cannot be sent is Failed, and the next one goes', async () => {
  const mine = alice.conversationsManager.getConversation(addressOfUser('bob'));
  const invited = nextInvitation(bob);
  const first = mine.chatService.sendMessage('first').catch(() => 'failed');
  await (await invited).chatService.reject();
  assert.equal(await first, 'failed');
  const again = nextInvitation(bob);
  const second = mine.chatService.sendMessage('second');
  await (await again).chatService.accept();
  await second;
  const statuses = mine.chatService.messages().map(item => `${item.text()} ${item.status()}`);
  assert.deepEqual(statuses, ['first Failed', 'second Succeeded']);
});

test('(4) listeners that are added when the invitation is accepted lose nothing', async () => {
  const heard: string[] = [];
  const accepted = new Promise<Conversation>(resolve => {
    bob.conversationsManager.conversations.added(conversation => {
      conversation.chatService.accept.enabled.when(true, () => {
        void conversation.chatService.accept().then(() => {
          conversation.participants.added(participant => void heard.push(`${participant.displayName()} is here`));
          conversation.chatService.messages.added(item => void heard.push(item.text()));
          conversation.selfParticipant.chat.state.when('Connected', () => void heard.push('connected'));
          resolve(conversation);
        });
      });
    });
  });
  const mine = alice.conversationsManager.getConversation(addressOfUser('bob'));
  await mine.chatService.sendMessage('first');
  const theirs = await accepted;
  await mine.chatService.sendMessage('second');
  await untilMessages(theirs, 2);
  assert.deepEqual(heard, ['Alice is here', 'first', 'connected', 'second']);
});

test('(5) leave() when the other side was first, twice, and from a listener, resolves', async () => {
  const [mine, theirs] = await connect(alice, bob);
  let inListener: Promise<void> | undefined;
  mine.state.when('Disconnected', () => (inListener = mine.leave()));
  await theirs.leave();
  await until(mine.state, 'Disconnected');
  await Promise.all([mine.leave(), mine.leave(), inListener]);
  assert.ok(inListener);

  const [again, other] = await connect(alice, bob);
  await Promise.all([again.leave(), other.leave(), again.leave()]);
  assert.deepEqual([again.state(), other.state()], ['Disconnected', 'Disconnected']);
});

/** Where the published pages accept. */
const PLACES: Readonly<Record<string, (conversation: Conversation, accept: () => void) => unknown>> = {
  'as soon as it is added, if accept is enabled': ({ chatService }, accept) => {
    if (chatService.accept.enabled()) accept();
  },
  'when accept is enabled': ({ chatService }, accept) => chatService.accept.enabled.when(true, accept),
  'when the chat is Notified': ({ selfParticipant }, accept) => selfParticipant.chat.state.when('Notified', accept),
  'when the conversation is Incoming': ({ state }, accept) => state.when('Incoming', accept),
};

for (const [place, listen] of Object.entries(PLACES)) {
  test(`(6) accepting ${place}, in the listener itself`, async t => {
    const accepting: Promise<void>[] = [];
    const subscription = bob.conversationsManager.conversations.added(conversation => {
      listen(conversation, () => void accepting.push(conversation.chatService.accept()));
    });
    t.after(() => subscription.dispose());
    const mine = alice.conversationsManager.getConversation(addressOfUser('bob'));
    await mine.chatService.start();
    assert.equal(accepting.length, 1);
    await accepting[0];
    assert.equal(bob.conversationsManager.conversations(0)?.state(), 'Connected');
  });
}
