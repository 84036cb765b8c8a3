import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatPresence, parsePresence, PRESENCE_STATUSES, type Presence } from '../../../src/sip/body/index.js';
import { SipSyntaxError } from '../../../src/sip/codec/index.js';

const bob: Presence = {
  entity: 'sip:bob@contoso.example',
  status: 'Online',
  activity: '',
  note: '',
  location: '',
  since: undefined,
};

test('parsePresence(formatPresence(p)) equals p', () => {
  const text = fc.string({ unit: 'grapheme' }).map(words => words.replace(/[^\P{C}]/gu, '').trim());
  const fields = {
    entity: fc.constant(bob.entity),
    status: fc.constantFrom(...PRESENCE_STATUSES),
    activity: fc.oneof(text, fc.constantFrom('Online', 'Hidden', 'on-the-phone')),
    note: text,
    location: text,
    since: fc.option(fc.date({ min: new Date(0), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true }), {
      nil: undefined,
    }),
  };
  const presence = fc.record(fields, { noNullPrototype: true });
  fc.assert(fc.property(presence, value => assert.deepEqual(parsePresence(formatPresence(value)), value)));
});

test('formatPresence() says in words of RFC 4480 what others can read of it', () => {
  assert.match(
    formatPresence({ ...bob, status: 'DoNotDisturb' }),
    /<basic>open<\/basic>.*<busy\/><other>DoNotDisturb</,
  );
  assert.match(formatPresence({ ...bob, status: 'BeRightBack' }), /<away\/>/);
  assert.match(formatPresence({ ...bob, status: 'Idle' }), /<user-input xmlns="[^"]*rpid">idle</);
  assert.match(formatPresence({ ...bob, status: 'Hidden' }), /<basic>closed</);
  assert.doesNotMatch(formatPresence(bob), /person|note|timestamp/);
});

test('parsePresence() reads what softphones publish', () => {
  const text = `<?xml version="1.0" encoding="UTF-8"?>
    <presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
        xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" entity="sip:bob@contoso.example">
      <tuple id="r1s1">
        <status><basic>open</basic></status>
        <contact priority="0.8">sip:bob@10.0.0.1</contact>
        <note xml:lang="en"> Back at four </note>
        <timestamp>2026-03-01T10:20:30Z</timestamp>
      </tuple>
      <dm:person id="p1">
        <rpid:activities><rpid:on-the-phone/></rpid:activities>
        <rpid:place-type><rpid:other>Building 3</rpid:other></rpid:place-type>
      </dm:person>
    </presence>`;
  assert.deepEqual(parsePresence(text), {
    entity: 'sip:bob@contoso.example',
    status: 'Busy',
    activity: 'on-the-phone',
    note: 'Back at four',
    location: 'Building 3',
    since: new Date('2026-03-01T10:20:30Z'),
  });
});

test('parsePresence() takes the status from the best that is said', () => {
  const read = (tuples: string, person = '') =>
    parsePresence(`<presence entity="sip:bob@contoso.example">${tuples}<person id="p">${person}</person></presence>`);
  const tuple = (basic: string) => `<tuple id="t"><status><basic>${basic}</basic></status></tuple>`;
  assert.equal(read('').status, 'Online');
  assert.equal(read(tuple('closed')).status, 'Offline');
  assert.equal(read(tuple('closed') + tuple('open')).status, 'Online'); // another device
  assert.equal(read(tuple('open'), '<activities><away/></activities>').status, 'Away');
  assert.equal(read(tuple('closed'), '<activities><busy/></activities>').status, 'Offline');
  assert.equal(read(tuple('open'), '<user-input>idle</user-input>').status, 'Idle');
  const odd = read(tuple('open'), '<activities><constructor/><other>Gardening</other></activities>');
  assert.deepEqual([odd.status, odd.activity], ['Online', 'Gardening']);
  assert.equal(read('<tuple id="t"><timestamp>yesterday</timestamp></tuple>').since, undefined);
});

test('parsePresence() refuses what is no presence document', () => {
  for (const text of [
    '',
    'open',
    '<presence/>',
    '<conference-info entity="sip:a@b"/>',
    '<presence entity="sip:a@b">',
  ]) {
    assert.throws(() => parsePresence(text), SipSyntaxError);
  }
});
