import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Reason } from '../../src/observable/index.js';
import { fetchFrom } from '../../src/client/fetch.js';
import { SipLink } from '../../src/client/sip-link.js';
import { FetchServer } from '../../src/server/fetch.js';
import { answerError } from '../../src/server/focus/index.js';
import { SipError } from '../../src/server/focus/sip-error.js';
import { formatPayload, header, parseUri, type SipResponse } from '../../src/sip/codec/index.js';
import { settled, twoAgents } from '../sip/agent/two-agents.js';
import { startServer } from './test-server.js';

const DOMAIN = parseUri('sip:contoso.example');
const CONVERSATION = parseUri('sip:chat-abc@contoso.example');

let release = (): void => {};
/** What `slow` waits for. */
const released = new Promise<void>(resolve => (release = resolve));

const fetches = new FetchServer('contoso.example', {
  slow: { of: 'domain', answer: () => released.then(() => 'slow') },
  echo: { of: 'domain', answer: ({ by, question }) => ({ by: by.address, question }) },
  late: { of: 'conversation', answer: ({ target }) => Promise.resolve(['late', target.user]) },
  cross: {
    of: 'domain',
    answer: () => {
      throw new SipError(403, 'Not for you');
    },
  },
});

/** A client, and a server that answers by `fetches`. `rest` counts what is no fetch. */
function connected() {
  const by = { address: 'sip:alice@contoso.example', displayName: 'Alice', profile: {}, ha1: () => undefined };
  const rest: string[] = [];
  const [client, server] = twoAgents(
    {},
    {
      onRequest: request => {
        const served = fetches.serve(request, by);
        if (served) return void served.catch((error: unknown) => answerError(request, error));
        rest.push(header(request.message, 'event') ?? '');
        request.respond(489);
      },
    },
  );
  const link = new SipLink();
  Object.assign(link, { flow: client.flow, me: client.address, contact: client.contact });
  const ask = (event: string, headers: Record<string, string>, body: string, uri = DOMAIN): Promise<SipResponse> =>
    client.flow
      .subscribe(
        {
          method: 'SUBSCRIBE',
          uri,
          from: client.address,
          to: client.address,
          contact: client.contact,
          payload: formatPayload({ headers: { Event: event, ...headers }, contentType: 'application/json', body }),
        },
        request => request.respond(200),
      )
      .then(({ response }) => response);
  return { client, server, link, rest, ask };
}

test('fetchFrom() gives the one answer, and nothing of the subscription stays', async () => {
  const { link, client, server } = connected();
  const asked = { name: 'Bob “the builder”', count: 3 };
  assert.deepEqual(await fetchFrom(link, DOMAIN, 'echo', asked), { by: 'sip:alice@contoso.example', question: asked });
  assert.deepEqual(await fetchFrom(link, CONVERSATION, 'late', {}), ['late', 'chat-abc']);
  await settled();
  assert.deepEqual([client.flow.dialogs.size, server.flow.dialogs.size], [0, 0]);
  assert.match(server.transport.sent.join('\n'), /\r\nSubscription-State: terminated;reason=timeout\r\n/);
});

test('fetchFrom() rejects with what the server refuses', async () => {
  const { link } = connected();
  await assert.rejects(fetchFrom(link, DOMAIN, 'cross', {}), reason => reasonOf(reason) === 'Forbidden');
  await assert.rejects(fetchFrom(link, DOMAIN, 'nothing', {}), { code: 'RequestFailed' });
});

test('fetchFrom() rejects when the connection is lost before the answer', async () => {
  const { link, client } = connected();
  const fetched = fetchFrom(link, DOMAIN, 'echo', {});
  client.transport.close();
  await assert.rejects(fetched, reason => reasonOf(reason) === 'ServiceUnavailable');
});

test('a question that is too long, no JSON or no object is refused, and the next one answered', async () => {
  const { ask, link } = connected();
  assert.equal((await ask('echo', {}, JSON.stringify({ text: 'x'.repeat(5000) }))).status, 413);
  for (const body of ['', '{', 'null', '[]', '"text"', '1'])
    assert.equal((await ask('echo', {}, body)).status, 400, body);
  assert.equal((await ask('echo', { Expires: '3600' }, '{}')).headers.get('expires')?.[0], '0', 'it lasts no longer');
  assert.deepEqual(await fetchFrom(link, DOMAIN, 'echo', {}), { by: 'sip:alice@contoso.example', question: {} });
});

test('a person who asks more than eight things at a time is put off, and answered again later', async () => {
  const { ask, link } = connected();
  const fetched = Array.from({ length: 8 }, () => fetchFrom(link, DOMAIN, 'slow', {}));
  const refused = await ask('echo', {}, '{}');
  assert.deepEqual([refused.status, header(refused, 'retry-after')], [503, '1']);
  release();
  assert.deepEqual(new Set(await Promise.all(fetched)), new Set(['slow']));
  assert.equal((await ask('echo', {}, '{}')).status, 200);
});

test('another package of the domain gets 489 with those that there are; one of a conversation is left to it', async () => {
  const { ask, rest } = connected();
  for (const event of ['conference', 'late', 'constructor', '']) {
    const response = await ask(event, {}, '{}');
    assert.deepEqual([response.status, header(response, 'allow-events')], [489, 'slow, echo, cross'], event);
  }
  for (const event of ['conference', 'echo']) await ask(event, {}, '{}', CONVERSATION);
  await ask('late', {}, '{}', parseUri('sip:bob@contoso.example'));
  await ask('echo', {}, '{}', parseUri('sip:fabrikam.example'));
  assert.deepEqual(rest, ['conference', 'echo', 'late', 'echo']);
});

test('the server answers nobody who has not signed in', async context => {
  const { connect } = await startServer(context);
  const client = await connect();
  const question = {
    method: 'SUBSCRIBE',
    user: 'alice',
    uri: 'sip:contoso.example',
    lines: ['Event: people', 'Contact: <sip:alice@x.invalid>', 'Content-Type: application/json'],
    body: '{}',
  };
  assert.equal((await client.request(question)).status, 401);
  await client.register('alice', 'alice-pw');
  assert.notEqual(
    (await client.request({ ...question, lines: ['Event: x', 'Contact: <sip:alice@x.invalid>'] })).status,
    401,
  );
  await client.close();
});

/** The inner code of what `fetchFrom` rejects with. */
function reasonOf(reason: unknown): string | undefined {
  assert.ok(reason instanceof Reason && reason.code === 'RequestFailed');
  return reason.reason?.code;
}
