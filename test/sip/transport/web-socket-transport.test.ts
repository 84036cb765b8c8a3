import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';
import { openWebSocket, type WebSocketTransport } from '../../../src/sip/transport/index.js';

let server: WebSocketServer;
let url: string;

before(async () => {
  server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    handleProtocols: (offered, request) => (request.url === '/sip' && offered.has('sip') ? 'sip' : false),
  });
  await once(server, 'listening');
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

after(() => server.close());

/** Both ends of a connection. */
async function connect(): Promise<[WebSocketTransport, WebSocket]> {
  const accepted = once(server, 'connection') as Promise<[WebSocket]>;
  const transport = await openWebSocket(`${url}/sip`, WebSocket, 5000);
  return [transport, (await accepted)[0]];
}

test('openWebSocket() gives a transport of the protocol that its URL has', async () => {
  const [transport, peer] = await connect();
  assert.equal(transport.protocol, 'WS');
  assert.equal(peer.protocol, 'sip');
  transport.close();
});

test('WebSocketTransport carries text both ways, and bytes as bytes', async () => {
  const [transport, peer] = await connect();
  transport.send('ping ü');
  const [data, isBinary] = (await once(peer, 'message')) as [Buffer, boolean];
  assert.deepEqual([data.toString(), isBinary], ['ping ü', false]);
  const heard: (string | Uint8Array)[] = [];
  const both = new Promise<void>(resolve => {
    transport.onMessage = message => void (heard.push(message) === 2 && resolve());
  });
  peer.send('text');
  peer.send(Uint8Array.of(1, 255));
  await both;
  assert.deepEqual(heard, ['text', Uint8Array.of(1, 255)]);
  transport.close();
});

test('WebSocketTransport keeps what arrives before its slots are filled', async () => {
  const [transport, peer] = await connect();
  peer.send('early');
  peer.close(1000, 'good night');
  await once(peer, 'close');
  await new Promise(resolve => setImmediate(resolve));
  const heard: unknown[] = [];
  transport.onMessage = message => heard.push(message);
  transport.onClose = reason => heard.push(reason);
  assert.deepEqual(heard, ['early', 'good night']);
});

test('WebSocketTransport tells once why it closed, and sends nothing afterwards', async () => {
  const [transport, peer] = await connect();
  const reasons: string[] = [];
  const closed = new Promise<void>(resolve => {
    transport.onClose = reason => {
      reasons.push(reason);
      resolve();
    };
  });
  peer.terminate();
  await closed;
  transport.send('into the void');
  transport.close();
  assert.deepEqual(reasons, ['WebSocket closed with code 1006']);
});

test('WebSocketTransport cuts a close reason that the protocol has no room for', async () => {
  const [transport, peer] = await connect();
  const closed = once(peer, 'close') as Promise<[number, Buffer]>;
  transport.close('€'.repeat(200));
  const [code, reason] = await closed;
  assert.deepEqual([code, reason.toString()], [1000, '€'.repeat(41)]);
});

test('openWebSocket() refuses a server that does not choose the subprotocol sip', async () => {
  await assert.rejects(
    openWebSocket(`${url}/other`, WebSocket, 5000),
    /^Error: Cannot open "ws:.*other": .*subprotocol/,
  );
});

test('openWebSocket() says why it could not connect', async () => {
  const unused = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(unused, 'listening');
  const { port } = unused.address() as AddressInfo;
  unused.close();
  await once(unused, 'close');
  await assert.rejects(openWebSocket(`ws://127.0.0.1:${port}`, WebSocket, 5000), /ECONNREFUSED/);
});

test('openWebSocket() gives up after its time', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let closed = false;
  class SilentWebSocket {
    readonly url = 'ws://silent.example';
    readonly protocol = '';
    readonly readyState = 0;
    binaryType = '';
    send(): void {}
    close(): void {
      closed = true;
    }
    addEventListener(): void {}
  }
  const opening = openWebSocket('ws://silent.example', SilentWebSocket, 7000);
  t.mock.timers.tick(7000);
  await assert.rejects(opening, /no answer within 7000 ms/);
  assert.equal(closed, true);
});
