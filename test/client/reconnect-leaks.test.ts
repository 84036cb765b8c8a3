import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect, textsOf, untilMessages } from '../support/chat-partner.js';
import { addressOfUser, TestServer } from '../support/chat-server.js';
import { startFreezingProxy } from '../support/freezing-proxy.js';
import { Page, Storage } from '../support/page.js';
import { until } from '../support/until.js';

/** What keeps this process alive, of each kind: the server is in it too. */
function resources(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return { timers: counts.Timeout ?? 0, sockets: counts.TCPSocketWrap ?? 0 };
}

test('a hundred lost connections leave no timer and no socket behind, and the chat goes on', async context => {
  const server = await TestServer.start();
  const network = await startFreezingProxy(context, server.url);
  const bob = await server.signIn('bob');
  const page = new Page(network.url, new Storage());
  context.after(async () => {
    await page.close();
    await server.close();
  });
  const { application } = page;
  const { signInManager, connection } = application;
  await signInManager.signIn({ username: addressOfUser('alice'), password: 'alice-pw' });
  const [atAlice, atBob] = await connect(application, bob);
  const loseConnection = async (text: string): Promise<void> => {
    const lost = until(connection, 'Reconnecting');
    network.cut();
    await lost;
    const sent = atAlice.chatService.sendMessage(text);
    network.heal();
    application.hurry();
    await sent;
  };
  await loseConnection('first');
  await untilMessages(atBob, 1);
  const before = resources();
  const texts = Array.from({ length: 100 }, (_, index) => `after ${index + 1}`);
  for (const text of texts) await loseConnection(text);
  await untilMessages(atBob, 101);
  assert.deepEqual(textsOf(atBob), ['first', ...texts]);
  assert.equal(page.sockets, 1);
  assert.deepEqual(resources(), before);
  await signInManager.signOut();
  assert.equal(connection(), 'Offline');
  while (page.sockets > 0) await new Promise(setImmediate);
});

test('what could not sign in leaves nothing behind when it is given up', async context => {
  const server = await TestServer.start();
  const network = await startFreezingProxy(context, server.url);
  context.after(() => server.close());
  network.cut();
  const before = resources();
  const page = new Page(network.url, new Storage());
  const { signInManager } = page.application;
  for (let count = 0; count < 20; count++) {
    await assert.rejects(signInManager.signIn({ username: addressOfUser('alice'), password: 'alice-pw' }));
  }
  await signInManager.signOut();
  assert.equal(signInManager.signIn.enabled(), false);
  while (resources().sockets !== before.sockets) await new Promise(setImmediate); // the last one is being closed
  assert.deepEqual(resources(), before);
});
