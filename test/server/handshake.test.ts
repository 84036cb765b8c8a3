import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';
import { createServer } from '../../src/server/index.js';
import { startServer } from './test-server.js';

/** What a server answers to a handshake that it refuses; `undefined` when it takes it. */
async function refusalOf(url: string, protocols: string[], headers: Record<string, string> = {}) {
  const socket = new WebSocket(url, protocols, { headers });
  const refused = once(socket, 'unexpected-response').then(async ([, response]) => ({
    status: response.statusCode as number,
    text: await text(response),
  }));
  const opened = once(socket, 'open').then(() => undefined);
  const answer = await Promise.race([refused, opened]);
  assert.ok(answer || socket.protocol === 'sip');
  socket.on('error', () => {});
  socket.terminate();
  return answer;
}

describe('handshake', () => {
  it('chooses the subprotocol sip, also among others', async test => {
    const { url } = await startServer(test);
    assert.equal(await refusalOf(url, ['sip']), undefined);
    assert.equal(await refusalOf(url, ['msrp', 'sip']), undefined);
  });

  it('is refused with 400 without the subprotocol sip', async test => {
    const { url } = await startServer(test);
    for (const protocols of [[], ['msrp'], ['sips', 'xsip']]) {
      const answer = await refusalOf(url, protocols);
      assert.equal(answer?.status, 400);
      assert.match(answer.text, /subprotocol "sip" is required/);
    }
  });

  it('is refused with 404 at another path', async test => {
    const { url } = await startServer(test, { path: '/chat/sip' });
    assert.match(url, /^ws:\/\/127\.0\.0\.1:\d+\/chat\/sip$/);
    assert.equal(await refusalOf(`${url}?page=1`, ['sip']), undefined);
    assert.equal((await refusalOf(new URL('/sip', url).href, ['sip']))?.status, 404);
  });

  it('is refused with 403 to pages of other origins, when origins are listed', async test => {
    const { url } = await startServer(test, { origins: ['https://intranet.contoso.example', 'http://localhost:8060'] });
    assert.equal(await refusalOf(url, ['sip'], { Origin: 'https://intranet.contoso.example' }), undefined);
    assert.equal(await refusalOf(url, ['sip'], { Origin: 'http://localhost:8060' }), undefined);
    assert.equal(await refusalOf(url, ['sip']), undefined);
    for (const Origin of ['https://evil.example', 'http://intranet.contoso.example', 'null']) {
      const answer = await refusalOf(url, ['sip'], { Origin });
      assert.equal(answer?.status, 403);
      assert.ok(answer.text.includes(Origin));
    }
  });

  it('is open to all origins when none is listed', async test => {
    const { url } = await startServer(test);
    assert.equal(await refusalOf(url, ['sip'], { Origin: 'https://anywhere.example' }), undefined);
  });

  it('that never ends is cut', async test => {
    const { url } = await startServer(test, { handshakeSeconds: 0.2 });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('GET /sip HTTP/1.1\r\nUpgrade: websocket\r\n');
    assert.match(await text(socket), /^HTTP\/1\.1 408 /);
  });

  it('that breaks off leaves the server as it is', async test => {
    const { url, connect: open } = await startServer(test);
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('GET /sip HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nHost: x\r\n\r\n');
    socket.resetAndDestroy();
    await once(socket, 'close');
    await (await open()).close();
  });
});

describe('createServer() over HTTP', () => {
  it('answers GET /healthz with 200, and 404 to the rest', async test => {
    const { url } = await startServer(test);
    const base = url.replace('ws:', 'http:');
    const health = await fetch(new URL('/healthz', base));
    assert.equal(health.status, 200);
    assert.equal(await health.text(), 'ok\n');
    assert.equal((await fetch(new URL('/healthz', base), { method: 'POST' })).status, 404);
    assert.equal((await fetch(new URL('/', base))).status, 404);
  });

  it('shares the port of a server that listens, and leaves it open', async test => {
    const http = createHttpServer((_request, response) => response.end('page'));
    await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
    test.after(() => http.close());
    const port = (http.address() as AddressInfo).port;
    const { url, connect: open, server } = await startServer(test, { httpServer: http });
    assert.equal(url, `ws://127.0.0.1:${port}/sip`);
    assert.equal(server.httpServer, http);
    await (await open()).close();
    await server.close();
    assert.equal(await (await fetch(`http://127.0.0.1:${port}/`)).text(), 'page');
  });

  it('leaves the other paths of a shared port to others', async test => {
    const http = createHttpServer();
    await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
    const others = new WebSocketServer({ noServer: true });
    http.on('upgrade', (request, socket, head) => {
      if (request.url === '/other') others.handleUpgrade(request, socket, head, peer => peer.send('hello'));
    });
    test.after(() => http.close());
    const { url } = await startServer(test, { httpServer: http });
    const socket = new WebSocket(new URL('/other', url));
    const [greeting] = await once(socket, 'message');
    assert.equal(String(greeting), 'hello');
    socket.terminate();
  });

  it('says which port cannot be used, and lets go of the data directory', async test => {
    const { url, accounts } = await startServer(test);
    const port = Number(new URL(url).port);
    const options = { domain: 'contoso.example', accounts, data: `${accounts}.data` };
    await assert.rejects(createServer({ ...options, port }), /Cannot listen at 127\.0\.0\.1:\d+: .*EADDRINUSE/);
    await assert.rejects(createServer({ ...options, httpServer: createHttpServer() }), /does not listen on a port/);
    await (await createServer(options)).close();
  });

  it('refuses a domain and limits that cannot be used', async test => {
    const { accounts } = await startServer(test);
    const options = { domain: 'contoso.example', accounts, data: ':memory:' };
    await assert.rejects(createServer({ ...options, domain: 'two words' }), /Cannot use the domain "two words"/);
    await assert.rejects(createServer({ ...options, pingSeconds: 0 }), /pingSeconds/);
    await assert.rejects(createServer({ ...options, accounts: '/nowhere.json' }), /it is not there. Make it with/);
  });

  it('close() tells everybody and frees port and directory, and may be called twice', async test => {
    const { url, accounts, connect: open, server } = await startServer(test, { data: ':memory:' });
    const client = await open();
    await Promise.all([server.close(), server.close()]);
    assert.equal((await client.closed()).code, 1001);
    const port = Number(new URL(url).port);
    await (await createServer({ domain: 'contoso.example', accounts, data: ':memory:', port })).close();
  });
});
