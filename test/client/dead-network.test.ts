import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { Application } from '../../src/client/index.js';
import { connect, textsOf } from '../support/chat-partner.js';
import { addressOfUser, TestServer } from '../support/chat-server.js';
import { startFreezingProxy } from '../support/freezing-proxy.js';

test('a network that carries nothing and says nothing is noticed by the answer that does not come', async test => {
  test.mock.timers.enable({ apis: ['setTimeout'] }); // before anything here sets one that is cleared later
  const server = await TestServer.start();
  const proxy = await startFreezingProxy(test, server.url);
  // After the proxy, whose end ends the connections that it froze: the server's patience with them is a timer of the test.
  test.after(() => server.close());
  const bob = await server.signIn('bob');
  const alice = new Application({ server: proxy.url, WebSocket });
  await alice.signInManager.signIn({ username: addressOfUser('alice'), password: 'alice-pw' });
  const [atAlice, atBob] = await connect(alice, bob);
  const reconnecting = new Promise(resolve => alice.connection.once('Reconnecting', resolve));
  proxy.freeze();
  const waiting = [1, 2].map(number => atAlice.chatService.sendMessage(`into the void ${number}`));
  test.mock.timers.tick(32_000);
  await reconnecting;
  const connected = new Promise(resolve => alice.connection.once('Connected', resolve));
  test.mock.timers.tick(1000);
  await connected;
  await Promise.all(waiting);
  assert.deepEqual(textsOf(atBob), ['into the void 1', 'into the void 2']);
  assert.deepEqual(textsOf(atAlice), textsOf(atBob));
  await alice.signInManager.signOut();
});
