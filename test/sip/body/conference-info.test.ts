import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatConferenceInfo,
  mergeConferenceInfo,
  parseConferenceInfo,
  type ConferenceInfo,
  type ConferenceUser,
  type KnownConference,
} from '../../../src/sip/body/index.js';
import { SipSyntaxError } from '../../../src/sip/codec/index.js';

const user = (name: string, rest: Partial<ConferenceUser> = {}): ConferenceUser => ({
  entity: `sip:${name}@contoso.example`,
  state: 'full',
  ...rest,
});
const info = (version: number, rest: Partial<ConferenceInfo> = {}): ConferenceInfo => ({
  entity: 'sip:conversation-1@contoso.example',
  state: 'full',
  version,
  usersState: 'full',
  users: [],
  ...rest,
});

const known = (version: number, ...users: readonly ConferenceUser[]): KnownConference => ({
  ...info(version),
  users: new Map(users.map(one => [one.entity, one])),
});

test('parseConferenceInfo() reads a document like that of RFC 4575 §5.9', () => {
  const text = `<?xml version="1.0" encoding="UTF-8"?>
    <ci:conference-info xmlns:ci="urn:ietf:params:xml:ns:conference-info" entity="sips:conf233@example.com" state="full" version="1">
      <ci:conference-description><ci:subject> Agenda: This month's goals </ci:subject></ci:conference-description>
      <ci:host-info>
        <ci:display-text>Sales department</ci:display-text>
        <ci:uris><ci:entry><ci:uri>sip:alice@example.com</ci:uri></ci:entry></ci:uris>
      </ci:host-info>
      <ci:conference-state><ci:user-count>1</ci:user-count><ci:active>true</ci:active><ci:locked>true</ci:locked></ci:conference-state>
      <ci:users>
        <ci:user entity="sip:bob@example.com" state="partial">
          <ci:display-text>Bob Hoskins</ci:display-text>
          <ci:roles><ci:entry>participant</ci:entry><ci:entry>speaker</ci:entry></ci:roles>
          <ci:endpoint entity="sip:bob@pc33.example.com">
            <ci:status>disconnected</ci:status>
            <ci:joining-method>dialed-in</ci:joining-method>
            <ci:disconnection-method>departed</ci:disconnection-method>
            <ci:disconnection-info><ci:reason>SIP;cause=200</ci:reason></ci:disconnection-info>
          </ci:endpoint>
        </ci:user>
      </ci:users>
    </ci:conference-info>`;
  assert.deepEqual(parseConferenceInfo(text), {
    entity: 'sips:conf233@example.com',
    state: 'full',
    version: 1,
    description: { subject: "Agenda: This month's goals" },
    host: 'sip:alice@example.com',
    condition: { userCount: 1, locked: true },
    usersState: 'full',
    users: [
      {
        entity: 'sip:bob@example.com',
        state: 'partial',
        displayText: 'Bob Hoskins',
        roles: ['participant', 'speaker'],
        status: 'disconnected',
      },
    ],
  });
});

test('formatConferenceInfo() writes who is in with an endpoint', () => {
  const bob = user('bob', { displayText: 'Bob & Co', roles: ['Leader'], status: 'connected' });
  const text = formatConferenceInfo(info(0, { users: [bob] }));
  assert.ok(
    text.includes(
      '<user entity="sip:bob@contoso.example" state="full"><display-text>Bob &#38; Co</display-text>' +
        '<roles><entry>Leader</entry></roles>' +
        '<endpoint entity="sip:bob@contoso.example" state="full"><status>connected</status></endpoint></user>',
    ),
    text,
  );
});

test('formatConferenceInfo() writes subject, host and condition in the order of the schema, before the users', () => {
  const text = formatConferenceInfo(
    info(0, {
      description: { subject: 'Lunch' },
      host: 'sip:alice@contoso.example',
      condition: { userCount: 2, locked: false },
    }),
  );
  assert.ok(
    text.includes(
      '<conference-description><subject>Lunch</subject></conference-description>' +
        '<host-info><uris><entry><uri>sip:alice@contoso.example</uri></entry></uris></host-info>' +
        '<conference-state><user-count>2</user-count><locked>false</locked></conference-state><users state="full"/>',
    ),
    text,
  );
});

test('parseConferenceInfo() takes somebody for connected when one of their devices is', () => {
  const endpoint = (status: string): string => `<endpoint entity="x"><status>${status}</status></endpoint>`;
  const statusOf = (...statuses: string[]): string | undefined =>
    parseConferenceInfo(
      `<conference-info entity="sip:a@b"><users><user entity="sip:bob@contoso.example">${statuses.map(endpoint).join('')}<endpoint entity="y"/></user></users></conference-info>`,
    ).users[0]?.status;
  assert.equal(statusOf('disconnected', 'connected'), 'connected');
  assert.equal(statusOf('dialing-in', 'on-hold'), 'dialing-in');
  assert.equal(statusOf(), undefined);
});

test('formatConferenceInfo() writes the namespace, and nothing that is not said', () => {
  assert.equal(
    formatConferenceInfo(
      info(2, { state: 'partial', usersState: 'partial', users: [user('bob', { state: 'deleted' })] }),
    ),
    '<?xml version="1.0" encoding="UTF-8"?>\r\n' +
      '<conference-info xmlns="urn:ietf:params:xml:ns:conference-info" entity="sip:conversation-1@contoso.example" state="partial" version="2">' +
      '<users state="partial"><user entity="sip:bob@contoso.example" state="deleted"/></users></conference-info>',
  );
});

test('parseConferenceInfo() leaves users unchanged where a partial document says none', () => {
  const root = (state: string): string => `<conference-info entity="sip:a@b" version="1" state="${state}"/>`;
  assert.equal(parseConferenceInfo(root('partial')).usersState, 'partial');
  assert.equal(parseConferenceInfo(root('full')).usersState, 'full');
});

test('parseConferenceInfo() refuses another document', () => {
  const bad = [
    '<other entity="sip:a@b" version="1"/>',
    '<conference-info version="1"/>',
    '<conference-info entity="sip:a@b" version="-1"/>',
    '<conference-info entity="sip:a@b" version="one"/>',
    '<conference-info entity="sip:a@b" state="new"/>',
    '<conference-info entity="sip:a@b"><users><user/></users></conference-info>',
    '<conference-info entity="sip:a@b"><conference-state><user-count>-1</user-count></conference-state></conference-info>',
    '<conference-info entity="sip:a@b"><conference-state><user-count/></conference-state></conference-info>',
    '<conference-info entity="sip:a@b"><conference-state><locked>perhaps</locked></conference-state></conference-info>',
  ];
  for (const text of bad) assert.throws(() => parseConferenceInfo(text), SipSyntaxError, text);
});

test('mergeConferenceInfo() waits for a full document, and takes each newer one', () => {
  const partial = info(1, { state: 'partial', usersState: 'partial' });
  assert.equal(mergeConferenceInfo(undefined, partial), undefined);
  assert.equal(mergeConferenceInfo(undefined, { ...partial, version: 0 }), undefined);
  const first = mergeConferenceInfo(undefined, info(7, { users: [user('alice')] }));
  assert.deepEqual(first, known(7, user('alice')));
  assert.equal(mergeConferenceInfo(first, info(7)), first);
  assert.equal(mergeConferenceInfo(first, info(6)), first);
  assert.deepEqual(mergeConferenceInfo(first, info(9, { users: [user('bob')] })), known(9, user('bob')));
});

test('mergeConferenceInfo() applies a partial document to the version right before it only', () => {
  const current = known(1, user('alice'), user('bob'));
  const update = info(2, {
    state: 'partial',
    usersState: 'partial',
    users: [user('alice', { state: 'deleted' }), user('carol')],
  });
  assert.deepEqual(mergeConferenceInfo(current, update), known(2, user('bob'), user('carol')));
  assert.deepEqual(current, known(1, user('alice'), user('bob')));
  assert.equal(mergeConferenceInfo(current, { ...update, version: 3 }), undefined);
});

test('mergeConferenceInfo() merges a partial user and replaces a full one', () => {
  const current = known(1, user('bob', { displayText: 'Bob', roles: ['Attendee'] }));
  const update = (one: ConferenceUser): ConferenceInfo =>
    info(2, { state: 'partial', usersState: 'partial', users: [one] });
  assert.deepEqual(
    mergeConferenceInfo(current, update(user('bob', { state: 'partial', roles: ['Leader'] }))),
    known(2, user('bob', { displayText: 'Bob', roles: ['Leader'] })),
  );
  assert.deepEqual(
    mergeConferenceInfo(current, update(user('carol', { state: 'partial' })))?.users.get('sip:carol@contoso.example'),
    user('carol'),
  );
  assert.deepEqual(mergeConferenceInfo(current, update(user('bob'))), known(2, user('bob')));
});

test('mergeConferenceInfo() replaces all users by a full list, and empties it when the conference ends', () => {
  const current = known(1, user('alice'));
  const list = info(2, { state: 'partial', usersState: 'full', users: [user('bob')] });
  assert.deepEqual(mergeConferenceInfo(current, list), known(2, user('bob')));
  assert.deepEqual(mergeConferenceInfo(current, { ...list, usersState: 'deleted' }), known(2));
  assert.deepEqual(mergeConferenceInfo(current, info(5, { state: 'deleted', users: [user('bob')] })), {
    ...known(5),
    state: 'deleted',
  });
});

test('mergeConferenceInfo() keeps what a partial document does not say of the conference, and replaces what it says', () => {
  const first = mergeConferenceInfo(
    undefined,
    info(1, { description: { subject: 'Lunch' }, host: 'sip:alice@contoso.example', condition: { userCount: 2 } }),
  );
  const update = info(2, { state: 'partial', usersState: 'partial', condition: { locked: true } });
  assert.deepEqual(mergeConferenceInfo(first, update), {
    ...known(2),
    description: { subject: 'Lunch' },
    host: 'sip:alice@contoso.example',
    condition: { locked: true },
  });
  assert.deepEqual(mergeConferenceInfo(first, { ...update, description: {} })?.description, {});
  assert.deepEqual(mergeConferenceInfo(first, info(3)), known(3), 'a full one forgets the rest');
});
