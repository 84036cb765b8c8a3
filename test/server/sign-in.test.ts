import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { addAccount, removeAccount } from '../../src/server/index.js';
import { header, randomToken, type SipResponse } from '../../src/sip/codec/index.js';
import { parseChallenge } from '../../src/sip/digest/index.js';
import { authorize, RawSipClient } from '../support/raw-sip-client.js';
import { startServer } from './test-server.js';

const domain = 'contoso.example';

const challengesOf = (response: SipResponse) =>
  (response.headers.get('www-authenticate') ?? []).map(text => parseChallenge(text));

/** Answers a 401 of an OPTIONS with these credentials. */
function options(client: RawSipClient, challenge: SipResponse, password: string, nonceCount = 1, user = 'alice') {
  const line = authorize(challenge, { method: 'OPTIONS', user, password, domain }, 'SHA-256', nonceCount);
  return client.request({ method: 'OPTIONS', user, lines: [line] });
}

describe('sign-in', () => {
  it('challenges with SHA-256 first, then MD5', async test => {
    const client = await (await startServer(test)).connect();
    for (const method of ['REGISTER', 'INVITE', 'MESSAGE', 'SUBSCRIBE', 'REFER', 'OPTIONS', 'BYE', 'UNHEARDOF']) {
      const response = await client.request({ method, user: 'alice' });
      assert.equal(response.status, 401, method);
      const challenges = challengesOf(response);
      assert.deepEqual(
        challenges.map(challenge => challenge?.algorithm),
        ['SHA-256', 'MD5'],
      );
      for (const challenge of challenges) {
        assert.equal(challenge?.realm, domain);
        assert.deepEqual(challenge?.qop, ['auth']);
        assert.equal(challenge?.stale, false);
      }
    }
  });

  it('by either algorithm opens the connection for what follows', async test => {
    const { connect } = await startServer(test);
    for (const algorithm of ['SHA-256', 'MD5'] as const) {
      const client = await connect();
      const request = { method: 'OPTIONS', user: 'alice' };
      assert.equal((await client.authenticated(request, 'alice-pw', algorithm)).status, 200);
      assert.equal((await client.request(request)).status, 200);
    }
  });

  it('by another connection opens nothing', async test => {
    const { connect } = await startServer(test);
    const [alice, other] = [await connect(), await connect()];
    await alice.register('alice', 'alice-pw');
    assert.equal((await other.request({ method: 'OPTIONS', user: 'alice' })).status, 401);
  });

  it('with a wrong password or an unknown user is refused alike, and not called stale', async test => {
    const { connect } = await startServer(test);
    for (const algorithm of ['SHA-256', 'MD5'] as const) {
      const answers: SipResponse[] = [];
      for (const [user, password] of [
        ['alice', 'bob-pw'],
        ['nobody', 'alice-pw'],
      ] as const) {
        const client = await connect();
        answers.push(await client.authenticated({ method: 'REGISTER', user }, password, algorithm));
      }
      const [wrong, unknown] = answers.map(answer => ({
        status: answer.status,
        reason: answer.reason,
        headers: [...answer.headers.keys()],
        challenges: challengesOf(answer).map(challenge => ({ ...challenge, nonce: '' })),
      }));
      assert.equal(wrong?.status, 401);
      assert.deepEqual(
        wrong.challenges.map(({ stale }) => stale),
        [false, false],
      );
      assert.deepEqual(wrong, unknown);
    }
  });

  it('is over after too many wrong passwords on one connection', async test => {
    const { connect } = await startServer(test, { maxSignInFailures: 3 });
    const client = await connect();
    const request = { method: 'OPTIONS', user: 'alice' };
    for (let count = 0; count < 3; count++) {
      assert.equal((await client.authenticated(request, `guess ${count}`)).status, 401);
    }
    assert.deepEqual(await client.closed(), { code: 1008, reason: 'too many wrong passwords' });
  });

  it('needs qop, the right realm, and the URI of the request', async test => {
    const client = await (await startServer(test)).connect();
    const challenge = await client.request({ method: 'OPTIONS', user: 'alice' });
    const request = { method: 'OPTIONS', user: 'alice', password: 'alice-pw', domain };
    const send = async (line: string): Promise<number> =>
      (await client.request({ method: 'OPTIONS', user: 'alice', lines: [line] })).status;
    const good = authorize(challenge, request);
    assert.equal(await send(good.replace(/, (qop|cnonce|nc)=[^,]*/g, '')), 401);
    assert.equal(await send(good.replace('realm="contoso.example"', 'realm="fabrikam.example"')), 401);
    assert.equal(await send(good.replace('algorithm=SHA-256', 'algorithm=SHA-512-256')), 401);
    assert.equal(await send(authorize(challenge, { ...request, uri: 'sip:bob@contoso.example' })), 400);
    assert.equal(
      await send(authorize(challenge, { ...request, method: 'REGISTER', uri: 'sip:alice@contoso.example' })),
      401,
    );
    assert.equal(await send('Authorization: Digest username="alice"'), 400);
    assert.equal(await send('Authorization: Basic YWxpY2U6YWxpY2UtcHc='), 401);
    assert.equal(await send(good), 200);
  });

  it('with an expired nonce is asked to try again with a new one', async test => {
    const client = await (await startServer(test, { nonceSeconds: 60 })).connect();
    mock.timers.enable({ apis: ['Date'], now: 1_800_000_000_000 });
    test.after(() => mock.timers.reset());
    const challenge = await client.request({ method: 'OPTIONS', user: 'alice' });
    mock.timers.setTime(1_800_000_060_000);
    const wrong = await options(client, challenge, 'wrong');
    assert.deepEqual(
      challengesOf(wrong).map(next => next?.stale),
      [false, false],
    );
    const stale = await options(client, challenge, 'alice-pw');
    assert.equal(stale.status, 401);
    assert.deepEqual(
      challengesOf(stale).map(next => next?.stale),
      [true, true],
    );
    assert.equal((await options(client, stale, 'alice-pw')).status, 200);
  });

  it('with a nonce count that was used is refused, and with the next one not', async test => {
    const client = await (await startServer(test)).connect();
    const challenge = await client.request({ method: 'OPTIONS', user: 'alice' });
    assert.equal((await options(client, challenge, 'alice-pw', 1)).status, 200);
    const replayed = await options(client, challenge, 'alice-pw', 1);
    assert.equal(replayed.status, 401);
    assert.equal(challengesOf(replayed)[0]?.stale, true);
    assert.equal((await options(client, challenge, 'alice-pw', 2)).status, 200);
  });

  it('with credentials seen on another connection is refused', async test => {
    const { connect } = await startServer(test);
    const [alice, thief] = [await connect(), await connect()];
    const challenge = await alice.request({ method: 'OPTIONS', user: 'alice' });
    assert.equal((await options(alice, challenge, 'alice-pw')).status, 200);
    assert.equal((await options(thief, challenge, 'alice-pw', 2)).status, 401);
  });

  it('lets nobody speak in the name of another', async test => {
    const client = await (await startServer(test)).connect();
    const alice = { method: 'OPTIONS', user: 'alice' };
    const bob = '<sip:bob@contoso.example>';
    assert.equal((await client.authenticated({ ...alice, from: bob }, 'alice-pw')).status, 403);
    assert.equal((await client.request({ ...alice, from: bob })).status, 403);
    assert.equal((await client.request({ ...alice, from: '"Alice" <sip:alice@fabrikam.example>' })).status, 403);
    assert.equal((await client.request({ ...alice, from: '<tel:+1234567>' })).status, 403);
    assert.equal((await client.request({ ...alice, from: '"Bob" <sip:alice@CONTOSO.example;x=y>' })).status, 200);
  });

  it('lets nobody register for another', async test => {
    const client = await (await startServer(test)).connect();
    const request = { method: 'REGISTER', user: 'alice', to: '<sip:bob@contoso.example>' };
    assert.equal((await client.authenticated(request, 'alice-pw')).status, 403);
  });

  it('is for one person on a connection', async test => {
    const client = await (await startServer(test)).connect();
    await client.register('alice', 'alice-pw');
    const challenge = await client.request({ method: 'OPTIONS', user: 'alice', lines: [unanswerable()] });
    assert.equal(challenge.status, 401);
    assert.equal((await options(client, challenge, 'bob-pw', 1, 'bob')).status, 403);
    assert.equal((await client.request({ method: 'OPTIONS', user: 'alice' })).status, 200);
  });

  it('follows the accounts file while the server runs', async test => {
    const { connect, accounts } = await startServer(test);
    await addAccount(accounts, { user: 'dave', domain, password: 'dave-pw' });
    const dave = await connect();
    await dave.register('dave', 'dave-pw');
    await addAccount(accounts, { user: 'dave', domain, password: 'new', replace: true });
    await assert.rejects((await connect()).register('dave', 'dave-pw'), /401/);
    await (await connect()).register('dave', 'new');
    await removeAccount(accounts, { user: 'dave', domain });
    await assert.rejects((await connect()).register('dave', 'new'), /401/);
    assert.equal((await dave.request({ method: 'OPTIONS', user: 'dave' })).status, 401);
  });
});

describe('a request from somebody who has signed in', () => {
  it('is refused with 405 or 501 for its method, 420 for its extension, 416 for its scheme', async test => {
    const client = await (await startServer(test)).connect();
    await client.register('alice', 'alice-pw');
    const status = async (method: string, ...lines: string[]) => await client.request({ method, user: 'alice', lines });
    assert.equal((await status('UPDATE')).status, 405);
    assert.match(header(await status('UPDATE'), 'allow') ?? '', /INVITE, ACK, CANCEL/);
    assert.equal((await status('UNHEARDOF')).status, 501);
    const required = await status('OPTIONS', 'Require: outbound, teleport');
    assert.equal(required.status, 420);
    assert.equal(header(required, 'unsupported'), 'teleport');
    assert.equal((await client.request({ method: 'OPTIONS', user: 'alice', uri: 'tel:+123' })).status, 416);
  });

  it('OPTIONS tells what is served', async test => {
    const client = await (await startServer(test)).connect();
    await client.register('alice', 'alice-pw');
    const response = await client.request({ method: 'OPTIONS', user: 'alice' });
    assert.equal(response.status, 200);
    assert.match(header(response, 'allow') ?? '', /MESSAGE.*REGISTER/);
    assert.match(header(response, 'accept') ?? '', /application\/sdp.*text\/plain/);
    assert.equal(header(response, 'supported'), 'outbound');
    assert.match(header(response, 'server') ?? '', /^sip-chat-server\/\d/);
  });

  it('that names a dialog that is not its own gets 481', async test => {
    const client = await (await startServer(test)).connect();
    const to = '<sip:alice@contoso.example>;tag=stranger';
    assert.equal((await client.request({ method: 'MESSAGE', user: 'alice', to })).status, 481);
  });
});

/** Credentials that are refused with a new challenge. */
function unanswerable(): string {
  const fields = { username: 'alice', realm: domain, nonce: randomToken(), uri: `sip:alice@${domain}`, response: 'x' };
  return `Authorization: Digest ${Object.entries(fields)
    .map(([name, value]) => `${name}="${value}"`)
    .join(', ')}`;
}
