import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { formatUri, header, isSipUri, type SipResponse } from '../../src/sip/codec/index.js';
import { contactLine, type RawSipClient } from '../support/raw-sip-client.js';
import { startServer } from './test-server.js';

/** The Contacts of an answer: host of the URI and seconds left. */
function bound(response: SipResponse): Record<string, number> {
  assert.equal(response.status, 200);
  const contacts = response.contact === '*' ? [] : response.contact;
  return Object.fromEntries(
    contacts.map(({ uri, params }) => [isSipUri(uri) ? uri.host : formatUri(uri), Number(params.get('expires'))]),
  );
}

const register = (client: RawSipClient, ...lines: string[]): Promise<SipResponse> =>
  client.authenticated({ method: 'REGISTER', user: 'alice', lines }, 'alice-pw');

const hosts = (response: SipResponse): string[] => Object.keys(bound(response));

describe('registrar', () => {
  it('answers with the Contact, its time, and who has signed in', async test => {
    const { connect } = await startServer(test);
    const client = await connect();
    const response = await register(
      client,
      contactLine('alice', 'phone', ';message'),
      'Expires: 100',
      'Supported: outbound',
    );
    assert.deepEqual(bound(response), { 'phone.invalid': 100 });
    const contact = response.contact[0];
    assert.ok(typeof contact === 'object');
    assert.equal(formatUri(contact.uri), 'sip:alice@phone.invalid;transport=ws');
    assert.equal(contact.params.get('+sip.instance'), '<urn:uuid:phone>');
    assert.equal(contact.params.has('message'), true);
    assert.equal(header(response, 'expires'), '100');
    assert.equal(header(response, 'p-associated-uri'), '"Alice" <sip:alice@contoso.example>');
    assert.equal(header(response, 'require'), 'outbound');
    assert.equal(header(response, 'flow-timer'), '60');
    const carol = await (await connect()).register('carol', 'carol-pw');
    assert.equal(header(carol, 'p-associated-uri'), '<sip:carol@contoso.example>');
  });

  it('does not ask for outbound who does not know it', async test => {
    const client = await (await startServer(test)).connect();
    for (const lines of [
      [contactLine('alice', 'phone')],
      ['Contact: <sip:alice@laptop.invalid>', 'Supported: outbound'],
      ['Supported: outbound'],
    ]) {
      const response = await register(client, ...lines);
      assert.equal(response.status, 200);
      assert.equal(header(response, 'require'), undefined);
      assert.equal(header(response, 'flow-timer'), undefined);
    }
  });

  it('refuses outbound over a hop that does not know it', async test => {
    const client = await (await startServer(test)).connect();
    const response = await register(
      client,
      'Via: SIP/2.0/WS proxy.invalid;branch=z9hG4bKsecond',
      contactLine('alice', 'phone'),
      'Supported: outbound',
    );
    assert.equal(response.status, 439);
    assert.deepEqual(bound(await register(client)), {});
  });

  it('keeps several devices, each with its own time', async test => {
    const { connect } = await startServer(test);
    const [phone, laptop, other] = [await connect(), await connect(), await connect()];
    await register(phone, contactLine('alice', 'phone'), 'Expires: 100');
    const response = await register(laptop, contactLine('alice', 'laptop', ';expires=200'), 'Expires: 50');
    assert.deepEqual(hosts(response), ['phone.invalid', 'laptop.invalid']);
    assert.equal(bound(response)['laptop.invalid'], 200);
    assert.equal(header(response, 'expires'), '200');
    await other.register('bob', 'bob-pw', 'elsewhere');
    assert.deepEqual(hosts(await register(phone)), ['phone.invalid', 'laptop.invalid']);
  });

  it('replaces the binding of an instance that comes over a new connection, and keeps it when the old one closes', async test => {
    const { connect } = await startServer(test);
    const [old, fresh] = [await connect(), await connect()];
    await register(old, contactLine('alice', 'phone'));
    const moved = contactLine('alice', 'phone').replace('@phone.invalid', '@moved.invalid');
    assert.deepEqual(hosts(await register(fresh, moved)), ['moved.invalid']);
    await old.close();
    assert.deepEqual(hosts(await register(fresh)), ['moved.invalid']);
  });

  it('tells Contacts without instance and reg-id apart by their URIs', async test => {
    const client = await (await startServer(test)).connect();
    await register(client, 'Contact: <sip:alice@a.invalid;transport=ws>', 'Expires: 100');
    const again = await register(client, 'Contact: "A" <sip:alice@A.invalid;transport=WS>', 'Expires: 200');
    assert.deepEqual(bound(again), { 'A.invalid': 200 });
    const both = await register(
      client,
      'Contact: <sip:alice@b.invalid>, <sip:alice@c.invalid>;expires=77',
      'Expires: 88',
    );
    assert.deepEqual(Object.keys(bound(both)), ['A.invalid', 'b.invalid', 'c.invalid']);
    assert.equal(bound(both)['b.invalid'], 88);
    assert.equal(bound(both)['c.invalid'], 77);
  });

  it('forgets a connection with all its bindings when it closes', async test => {
    const { connect } = await startServer(test);
    const [phone, laptop] = [await connect(), await connect()];
    await register(phone, contactLine('alice', 'phone'), 'Contact: <sip:alice@second.invalid>');
    assert.equal(hosts(await register(laptop, contactLine('alice', 'laptop'))).length, 3);
    await phone.close();
    assert.deepEqual(hosts(await register(laptop)), ['laptop.invalid']);
  });

  it('forgets a binding when its time is over', async test => {
    const { connect } = await startServer(test);
    const [phone, laptop] = [await connect(), await connect()];
    const now = 1_800_000_000_000;
    mock.timers.enable({ apis: ['Date'], now });
    test.after(() => mock.timers.reset());
    await register(phone, contactLine('alice', 'phone'), 'Expires: 60');
    await register(laptop, contactLine('alice', 'laptop'), 'Expires: 200');
    mock.timers.setTime(now + 59_500);
    assert.deepEqual(bound(await register(laptop)), { 'phone.invalid': 1, 'laptop.invalid': 141 });
    mock.timers.setTime(now + 60_000);
    assert.deepEqual(bound(await register(laptop)), { 'laptop.invalid': 140 });
    await register(laptop, contactLine('alice', 'laptop'), 'Expires: 100');
    assert.deepEqual(bound(await register(laptop)), { 'laptop.invalid': 100 });
  });

  it('takes a binding away with Expires 0, and all of them with *', async test => {
    const { connect } = await startServer(test);
    const [phone, laptop] = [await connect(), await connect()];
    await register(phone, contactLine('alice', 'phone'));
    await register(laptop, contactLine('alice', 'laptop'));
    const left = await register(phone, contactLine('alice', 'phone', ';expires=0'));
    assert.deepEqual(hosts(left), ['laptop.invalid']);
    assert.equal(header(left, 'expires'), '0');
    await register(phone, contactLine('alice', 'phone'));
    assert.deepEqual(hosts(await register(phone, 'Contact: *', 'Expires: 0')), []);
    assert.deepEqual(hosts(await register(laptop)), []);
  });

  it('refuses * with any other time', async test => {
    const client = await (await startServer(test)).connect();
    await register(client, contactLine('alice', 'phone'));
    assert.equal((await register(client, 'Contact: *')).status, 400);
    assert.equal((await register(client, 'Contact: *', 'Expires: 60')).status, 400);
    assert.deepEqual(hosts(await register(client)), ['phone.invalid']);
  });

  it('refuses a time that is too short, cuts one that is too long, and has one of its own', async test => {
    const client = await (await startServer(test, { minExpiresSeconds: 60, maxExpiresSeconds: 1000 })).connect();
    const brief = await register(client, contactLine('alice', 'phone'), 'Expires: 59');
    assert.equal(brief.status, 423);
    assert.equal(header(brief, 'min-expires'), '60');
    assert.deepEqual(bound(await register(client)), {});
    const expires = async (...lines: string[]): Promise<number | undefined> =>
      bound(await register(client, contactLine('alice', 'phone'), ...lines))['phone.invalid'];
    assert.equal(await expires('Expires: 60'), 60);
    assert.equal(await expires('Expires: 4294967295'), 1000);
    assert.equal(await expires(), 600);
    assert.equal(await expires('Expires: soon'), 1000);
  });

  it('changes nothing when one of several Contacts is refused', async test => {
    const client = await (await startServer(test)).connect();
    const bad = await register(client, 'Contact: <sip:alice@a.invalid>', 'Contact: <mailto:alice@contoso.example>');
    assert.equal(bad.status, 400);
    assert.deepEqual(hosts(await register(client)), []);
  });

  it('refuses a request that was overtaken by a later one of the same client', async test => {
    const client = await (await startServer(test)).connect();
    const send = async (sequence: number, line: string): Promise<SipResponse> =>
      client.authenticated({ method: 'REGISTER', user: 'alice', callId: 'same', sequence, lines: [line] }, 'alice-pw');
    assert.equal((await send(10, contactLine('alice', 'phone'))).status, 200);
    assert.equal((await send(9, contactLine('alice', 'phone', ';expires=0'))).status, 400);
    assert.equal((await send(8, 'Contact: *\r\nExpires: 0')).status, 400);
    assert.deepEqual(hosts(await register(client)), ['phone.invalid']);
    assert.equal((await send(12, contactLine('alice', 'phone', ';expires=0'))).status, 200);
    assert.deepEqual(hosts(await register(client)), []);
  });

  it('refuses more devices than the limit, and lets those that are there refresh', async test => {
    const client = await (await startServer(test, { maxDevices: 2 })).connect();
    await register(client, contactLine('alice', 'one'));
    await register(client, contactLine('alice', 'two'));
    assert.equal((await register(client, contactLine('alice', 'three'))).status, 403);
    assert.deepEqual(hosts(await register(client, contactLine('alice', 'two'))), ['one.invalid', 'two.invalid']);
  });

  it('serves its own domain only', async test => {
    const client = await (await startServer(test)).connect();
    await client.register('alice', 'alice-pw');
    const request = { method: 'REGISTER', user: 'alice', uri: 'sip:fabrikam.example' };
    assert.equal((await client.request(request)).status, 404);
    assert.equal((await client.request({ ...request, uri: 'sip:CONTOSO.example' })).status, 200);
  });
});
