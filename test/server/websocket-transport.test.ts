import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';
import { WebSocketServerTransport } from '../../src/server/websocket-transport.js';

describe('WebSocketServerTransport', () => {
  it('does not take what it sends in one turn for what a slow reader leaves', async test => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    test.after(() => server.close());
    await once(server, 'listening');
    const closed = new Promise<string>(resolve => {
      server.on('connection', (socket, request) => {
        const transport = new WebSocketServerTransport(socket, request.socket, false, 1000);
        transport.onClose = resolve;
        for (let i = 0; i < 100; i += 1) transport.send(`${i} `.padEnd(100, 'x'));
        transport.close('all sent');
      });
    });
    const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const heard: number[] = [];
    client.on('message', (data: Buffer) => heard.push(parseInt(data.toString(), 10)));
    await closed;
    assert.deepEqual(
      heard,
      Array.from({ length: 100 }, (_, i) => i),
    );
  });
});
