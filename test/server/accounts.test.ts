import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { formatAccounts, parseAccounts } from '../../src/server/account-file.js';
import { Accounts, addAccount, listAccounts, removeAccount } from '../../src/server/index.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const domain = 'contoso.example';
const alice = { user: 'alice', name: 'Alice', domain, password: 'wonder land' };

describe('addAccount()', () => {
  it('makes the file, with digests and without the password, for its owner only', async test => {
    const file = join(temporaryDirectory(test), 'accounts.json');
    assert.equal(await addAccount(file, alice), 'sip:alice@contoso.example');
    const text = readFileSync(file, 'utf8');
    assert.ok(!text.includes('wonder'));
    if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o600);
    const account = new Accounts(file).find('sip:alice@contoso.example');
    assert.equal(account?.displayName, 'Alice');
    // printf 'alice:contoso.example:wonder land' | md5sum; … | sha256sum
    assert.equal(account.ha1('MD5'), '020d3cc19bc63b4f1bb2aec6fba88f2f');
    assert.equal(account.ha1('SHA-256'), '1a1bb39767f48b89b7379869df8307266c089a55767a713beaa3c17c632d46d5');
  });

  it('keeps the others, in their order', async test => {
    const file = join(temporaryDirectory(test), 'accounts.json');
    for (const user of ['carol', 'alice', 'bob']) await addAccount(file, { ...alice, user });
    assert.deepEqual(
      (await listAccounts(file)).map(({ address }) => address),
      ['sip:carol@contoso.example', 'sip:alice@contoso.example', 'sip:bob@contoso.example'],
    );
  });

  it('takes the same name in another domain, and a domain in any case', async test => {
    const file = join(temporaryDirectory(test), 'accounts.json');
    await addAccount(file, alice);
    assert.equal(await addAccount(file, { ...alice, domain: 'Fabrikam.Example' }), 'sip:alice@fabrikam.example');
    await assert.rejects(addAccount(file, { ...alice, domain: 'CONTOSO.example' }), /is there already. Give --replace/);
  });

  it('replaces an account only when told to', async test => {
    const file = join(temporaryDirectory(test), 'accounts.json');
    await addAccount(file, alice);
    const before = readFileSync(file, 'utf8');
    await assert.rejects(addAccount(file, { ...alice, password: 'other' }), /Cannot add "sip:alice@contoso.example"/);
    assert.equal(readFileSync(file, 'utf8'), before);
    await addAccount(file, { ...alice, name: 'Alice Berg', password: 'other', replace: true });
    assert.deepEqual(await listAccounts(file), [{ address: 'sip:alice@contoso.example', name: 'Alice Berg' }]);
    assert.notEqual(
      new Accounts(file).find('sip:alice@contoso.example')?.ha1('MD5'),
      '020d3cc19bc63b4f1bb2aec6fba88f2f',
    );
  });

  it('is found by an address in capital letters, unless that is another account', async test => {
    const file = join(temporaryDirectory(test), 'accounts.json');
    for (const user of ['alice', 'Bob', 'bob']) await addAccount(file, { ...alice, user });
    const accounts = new Accounts(file);
    const found = (user: string): string | undefined => accounts.find(`sip:${user}@contoso.example`)?.address;
    assert.equal(found('ALICE'), 'sip:alice@contoso.example');
    assert.equal(found('Bob'), 'sip:Bob@contoso.example');
    assert.equal(found('bob'), 'sip:bob@contoso.example');
    assert.equal(found('BOB'), 'sip:Bob@contoso.example');
    assert.equal(found('carol'), undefined);
  });

  it('says what is wrong with a name, a domain or a password', async test => {
    const file = join(temporaryDirectory(test), 'accounts.json');
    for (const [wrong, message] of [
      [{ user: '' }, /user name ""/],
      [{ user: 'alice@contoso.example' }, /without @domain/],
      [{ user: 'två ord' }, /letters, digits and/],
      [{ user: 'x'.repeat(65) }, /1 to 64/],
      [{ user: 'chat-1' }, /kept for conversations/],
      [{ user: 'Conference' }, /groups are created by that address/],
      [{ domain: '' }, /domain ""/],
      [{ domain: 'two words' }, /give a host name such as contoso.example/],
      [{ name: 'two\nlines' }, /at most 200 characters on one line/],
      [{ password: '' }, /empty password/],
      [{ title: 'two\nlines' }, /Cannot use this profile: the title must be at most 200 characters on one line/],
      [{ company: 'x'.repeat(201) }, /the company must be/],
      [{ avatarUrl: 'http://contoso.example/a.png' }, /the avatar must be an https: URL, or a path/],
      [{ avatarUrl: 'https://user:secret@contoso.example/a.png' }, /the avatar/],
      [{ avatarUrl: 'javascript:alert(1)' }, /the avatar/],
      [{ avatarUrl: 'data:image/png;base64,AA' }, /the avatar/],
      [{ avatarUrl: '//evil.example/a.png' }, /the avatar/],
      [{ avatarUrl: '/\\evil.example/a.png' }, /the avatar/],
      [{ avatarUrl: '/\tevil' }, /the avatar/],
      [{ avatarUrl: 'avatars/a.png' }, /the avatar/],
      [{ emails: ['no address'] }, /the e-mails must be at most 10 addresses such as alice@contoso.example/],
      [{ emails: Array<string>(11).fill('a@contoso.example') }, /at most 10/],
      [{ phoneNumbers: [{ type: 'Work', number: 'call me' }] }, /and a number such as \+1 425 555 0100/],
      [{ password: 'two\nlines' }, /line break/],
    ] as const) {
      await assert.rejects(addAccount(file, { ...alice, ...wrong }), { name: 'RangeError', message });
    }
    assert.equal(existsSync(file), false);
  });

  it('changes nothing while another change is under way, and says so', async test => {
    const file = join(temporaryDirectory(test), 'accounts.json');
    await addAccount(file, alice);
    const before = readFileSync(file, 'utf8');
    writeFileSync(`${file}.new`, '');
    await assert.rejects(
      addAccount(file, { ...alice, user: 'bob' }),
      /accounts.json.new" is there. .*delete that file/,
    );
    assert.equal(readFileSync(file, 'utf8'), before);
    assert.equal(existsSync(`${file}.new`), true);
  });

  it('leaves nothing behind when it fails', async test => {
    const folder = temporaryDirectory(test);
    const file = join(folder, 'accounts.json');
    writeFileSync(file, 'not JSON');
    await assert.rejects(addAccount(file, alice), /it is not JSON/);
    assert.equal(readFileSync(file, 'utf8'), 'not JSON');
    assert.equal(existsSync(`${file}.new`), false);
    await assert.rejects(addAccount(join(folder, 'no', 'such', 'folder'), alice), /Cannot change ".*": ENOENT/);
  });
});

describe('removeAccount()', () => {
  it('takes one account away', async test => {
    const file = join(temporaryDirectory(test), 'accounts.json');
    await addAccount(file, alice);
    await addAccount(file, { ...alice, user: 'bob' });
    assert.equal(await removeAccount(file, alice), 'sip:alice@contoso.example');
    assert.deepEqual(
      (await listAccounts(file)).map(({ address }) => address),
      ['sip:bob@contoso.example'],
    );
    await assert.rejects(removeAccount(file, alice), /there is no such account/);
  });

  it('needs the file', async test => {
    const file = join(temporaryDirectory(test), 'accounts.json');
    await assert.rejects(removeAccount(file, alice), /it is not there. Make it with: sip-chat-server account add/);
    await assert.rejects(listAccounts(file), /it is not there/);
  });
});

describe('parseAccounts()', () => {
  it('reads back what formatAccounts() writes', () => {
    const ha1 = { MD5: '0'.repeat(32), 'SHA-256': 'f'.repeat(64) };
    const accounts = new Map([
      ['sip:alice@contoso.example', { name: 'Alice "A" 🙂', ha1 }],
      ['sip:bob@contoso.example', { name: '', ha1 }],
      [
        'sip:carol@contoso.example',
        {
          name: 'Carol',
          title: 'Engineer',
          department: 'R&D',
          company: 'Contoso',
          office: '3/1204',
          avatarUrl: 'https://contoso.example/carol.png',
          emails: ['carol@contoso.example'],
          phoneNumbers: [{ type: 'Home' as const, number: '+1 (425) 555-0100 x12' }],
          ha1,
        },
      ],
    ]);
    assert.deepEqual(parseAccounts(formatAccounts(accounts), 'f'), accounts);
  });

  it('says what is wrong and what to do', () => {
    const record = { name: 'A', ha1: { MD5: '0'.repeat(32), 'SHA-256': 'f'.repeat(64) } };
    for (const [content, state] of [
      ['{', /it is not JSON/],
      ['[]', /it has no "accounts"/],
      ['{"accounts": []}', /it has no "accounts"/],
      [{ alice: record }, /"alice" is no address/],
      [{ 'sip:a@b': { ...record, name: 7 } }, /name of "sip:a@b" is no text/],
      [{ 'sip:a@b': { name: 'A' } }, /"sip:a@b" has no MD5 secret/],
      [{ 'sip:a@b': { ...record, ha1: { MD5: record.ha1.MD5, 'SHA-256': 'short' } } }, /no SHA-256 secret/],
      [{ 'sip:a@b': null }, /no MD5 secret/],
      [{ 'sip:a@b': { ...record, title: 7 } }, /of "sip:a@b", the title must be at most/],
      [{ 'sip:a@b': { ...record, emails: 'a@b' } }, /the e-mails must be/],
      [{ 'sip:a@b': { ...record, phoneNumbers: ['1'] } }, /each with a type \(Work, Mobile, Home, Other\)/],
      [{ 'sip:a@b': { ...record, avatarUrl: 'https://' } }, /the avatar must be/],
    ] as const) {
      const text = typeof content === 'string' ? content : JSON.stringify({ accounts: content });
      assert.throws(
        () => parseAccounts(text, 'accounts.json'),
        (error: unknown) =>
          error instanceof SyntaxError &&
          state.test(error.message) &&
          error.message.includes('Mend it, or move it away'),
      );
    }
  });
});

describe('Accounts', () => {
  it('refresh() reads a file that has changed, and keeps the accounts of one that is broken', async test => {
    const file = join(temporaryDirectory(test), 'accounts.json');
    await addAccount(file, alice);
    const accounts = new Accounts(file);
    await addAccount(file, { ...alice, user: 'bob' });
    assert.equal(accounts.find('sip:bob@contoso.example'), undefined);
    accounts.refresh();
    assert.equal(accounts.find('sip:bob@contoso.example')?.address, 'sip:bob@contoso.example');
    writeFileSync(file, '');
    assert.throws(() => accounts.refresh(), /it is not JSON/);
    accounts.refresh();
    assert.ok(accounts.find('sip:alice@contoso.example'));
    assert.equal(accounts.find('sip:carol@contoso.example'), undefined);
  });
});
