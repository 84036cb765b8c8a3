import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it, mock } from 'node:test';
import { WebSocket } from 'ws';
import type { RawSipClient } from '../support/raw-sip-client.js';
import { formatRawRequest } from '../support/raw-sip-client.js';
import { startServer } from './test-server.js';

/** That the server serves somebody: a request is answered. */
async function assertServes(client: RawSipClient): Promise<void> {
  assert.equal((await client.request({ method: 'OPTIONS', user: 'alice' })).status, 401);
}

const BROKEN = [
  'OPTIONS sip:contoso.example SIP/2.0',
  'Via: SIP/2.0/WS x.invalid;branch=z9hG4bK1',
  'From: <sip:alice@contoso.example>;tag=1',
  'To: no address',
  'Call-ID: broken',
  'CSeq: 1 OPTIONS',
  '',
  '',
].join('\r\n');

describe('connection', () => {
  it('answers a malformed request with 400 and goes on', async test => {
    const client = await (await startServer(test)).connect();
    client.send(BROKEN);
    const answer = await client.final('broken', 1);
    assert.equal(answer.status, 400);
    assert.match(answer.reason, /Malformed/);
    await assertServes(client);
  });

  it('survives any bytes, and serves others meanwhile', async test => {
    const { connect } = await startServer(test, { maxMalformed: 1000 });
    const [bad, good] = [await connect(), await connect()];
    for (const junk of ['', 'x', '\r\n\r\n', '\0', '🙂', 'GET / HTTP/1.1\r\n\r\n', 'SIP/2.0 200 OK\r\n\r\n']) {
      bad.send(junk);
      bad.send(Buffer.from(junk));
    }
    for (let size = 1; size < 2000; size = size * 2 + 1) bad.send(Buffer.alloc(size, 0xff));
    await assertServes(good);
    await assertServes(bad);
  });

  it('survives the torture messages of RFC 4475', async test => {
    const { connect } = await startServer(test, { maxMalformed: 1000 });
    const [bad, good] = [await connect(), await connect()];
    const folder = new URL('../sip/codec/torture/rfc4475/', import.meta.url);
    const files = readdirSync(folder);
    assert.ok(files.length > 40);
    for (const file of files) bad.send(readFileSync(new URL(file, folder)));
    await assertServes(bad);
    await assertServes(good);
  });

  it('is closed after too many malformed messages, and only that one', async test => {
    const { connect } = await startServer(test, { maxMalformed: 3 });
    const [bad, good] = [await connect(), await connect()];
    for (let count = 0; count < 3; count++) bad.send('no SIP at all');
    assert.deepEqual(await bad.closed(), { code: 1008, reason: 'too many malformed messages' });
    await assertServes(good);
  });

  it('reads binary frames like text', async test => {
    const client = await (await startServer(test)).connect();
    client.send(
      Buffer.from(formatRawRequest({ method: 'OPTIONS', user: 'alice', callId: 'bytes' }, 'contoso.example')),
    );
    assert.equal((await client.final('bytes', 1)).status, 401);
  });

  it('answers the keep-alive ping of RFC 5626', async test => {
    const client = await (await startServer(test)).connect();
    const answered = new Promise(resolve => client.socket.once('message', data => resolve(String(data))));
    client.send('\r\n\r\n');
    assert.equal(await answered, '\r\n');
  });

  it('is closed by a message over the limit', async test => {
    const { connect } = await startServer(test, { maxFrameBytes: 5_000 });
    const [bad, good] = [await connect(), await connect()];
    bad.send(formatRawRequest({ method: 'OPTIONS', user: 'alice', body: 'x'.repeat(5_000) }, 'contoso.example'));
    assert.equal((await bad.closed()).code, 1009);
    await assertServes(good);
  });

  it('gets 503 with Retry-After for requests above its share, and others are served', async test => {
    const { connect } = await startServer(test, { maxRequestsPerSecond: 2 });
    const [flood, other] = [await connect(), await connect()];
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => flood.request({ method: 'OPTIONS', user: 'alice' })),
    );
    const refused = answers.filter(({ status }) => status === 503);
    // 2 per second over 10 seconds pass at once; a slow machine lets a few more pass.
    assert.ok(refused.length >= 50 && refused.length <= 80, String(refused.length));
    assert.ok(answers.every(({ status }) => status === 401 || status === 503));
    assert.deepEqual(refused[0]?.headers.get('retry-after'), ['1']);
    assert.equal(refused[0]?.reason, 'Too Many Requests');
    await assertServes(other);
  });

  it('does not count responses as requests', async test => {
    const { connect } = await startServer(test, { maxRequestsPerSecond: 0.5 });
    const client = await connect();
    const response = formatRawRequest({ method: 'OPTIONS', user: 'alice' }, 'contoso.example');
    const stray = response.replace(/^.*\r\n/, 'SIP/2.0 200 OK\r\n');
    for (let count = 0; count < 50; count++) client.send(count % 2 ? stray : Buffer.from(stray));
    await assertServes(client);
  });

  it('is closed when nobody signs in in time, and stays when somebody does', async test => {
    const { connect } = await startServer(test, { signInSeconds: 2 });
    const [idle, alice] = [await connect(), await connect()];
    await alice.register('alice', 'alice-pw');
    assert.deepEqual(await idle.closed(), { code: 1008, reason: 'not signed in in time' });
    assert.equal((await alice.request({ method: 'OPTIONS', user: 'alice' })).status, 200);
  });

  it('is cut when too much waits for a slow reader, and others are served', async test => {
    const { connect } = await startServer(test, { maxWaitingBytes: 10_000, maxRequestsPerSecond: 1e9 });
    const [slow, other] = [await connect(), await connect()];
    slow.socket.pause();
    const request = formatRawRequest({ method: 'OPTIONS', user: 'alice' }, 'contoso.example');
    // What the operating system holds for the reader, some megabytes, comes first.
    for (let sent = 0; slow.socket.readyState === WebSocket.OPEN && sent < 200_000; sent += 500) {
      for (let count = 0; count < 500; count++) slow.send(request);
      await new Promise(resolve => setImmediate(resolve));
    }
    slow.socket.resume();
    assert.equal((await slow.closed()).code, 1006);
    await assertServes(other);
  });

  it('is cut when the peer does not answer pings', async test => {
    const { connect } = await startServer(test, { pingSeconds: 0.5 });
    const [alive, dead] = [await connect(), await connect()];
    // Reads nothing any more, as a computer that was shut does.
    dead.socket.pause();
    const pong = mock.fn();
    alive.socket.on('ping', pong);
    while (pong.mock.callCount() < 3) await new Promise(resolve => alive.socket.once('ping', resolve));
    dead.socket.resume();
    assert.equal((await dead.closed()).code, 1006);
    await assertServes(alive);
  });
});
