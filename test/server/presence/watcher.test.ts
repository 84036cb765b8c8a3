import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Flow, loopbackPair } from '../../../src/sip/agent/index.js';
import { formatPayload, NameAddr, parseUri } from '../../../src/sip/codec/index.js';
import type { Account } from '../../../src/server/index.js';
import { DEFAULT_LIMITS } from '../../../src/server/index.js';
import { PresenceAgent } from '../../../src/server/presence/index.js';

const bob: Account = { address: 'sip:bob@contoso.example', displayName: 'Bob', profile: {}, ha1: () => undefined };

// Were a subscription left, its timer would keep this process running for an hour.
test('nothing is left of a subscription when its connection closes, nor when it is replaced', async () => {
  const agent = new PresenceAgent({
    registrar: { reachableUntil: () => Promise.resolve(0) },
    accounts: { find: address => (address === bob.address ? bob : undefined) },
    domain: 'contoso.example',
    limits: DEFAULT_LIMITS,
  });
  const [near, far] = loopbackPair();
  const served = new Flow(far, {
    sentBy: 'contoso.example',
    onRequest: request => agent.subscribe(request, bob),
  });
  const client = new Flow(near, { sentBy: 'alice.invalid', onRequest: () => {} });
  const to = NameAddr(parseUri(bob.address));
  for (let times = 0; times < 3; times++) {
    const payload = formatPayload({ headers: { Event: 'presence' } });
    const { response } = await client.subscribe(
      { method: 'SUBSCRIBE', uri: to.uri, from: to, to, contact: to, payload },
      notice => notice.respond(200),
    );
    assert.equal(response.status, 200);
    assert.equal(served.dialogs.size, 1);
  }
  near.close();
  await new Promise(resolve => setImmediate(resolve));
  assert.equal(served.dialogs.size, 0);
});
