import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { runAccountCommand } from '../../src/server/account-command.js';
import { Accounts } from '../../src/server/index.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const run = (args: readonly string[], input = ''): Promise<readonly string[]> =>
  runAccountCommand(args, Readable.from([Buffer.from(input)]));

describe('runAccountCommand()', () => {
  it('adds, replaces, lists and removes', async test => {
    const accounts = join(temporaryDirectory(test), 'accounts.json');
    const where = ['--domain', 'contoso.example', '--accounts', accounts];
    assert.deepEqual(await run(['add', 'alice', '--name', 'Alice', ...where], 'one'), [
      'Added sip:alice@contoso.example',
    ]);
    await run(['add', 'bob', ...where], 'two');
    const list = ['list', '--accounts', accounts];
    assert.deepEqual(await run(list), ['sip:alice@contoso.example\tAlice', 'sip:bob@contoso.example']);
    await assert.rejects(run(['add', 'bob', ...where], 'x'), /is there already. Give --replace/);
    await run(['add', 'bob', '--replace', '--name', 'Bob', ...where], 'x');
    assert.deepEqual(await run(['remove', 'alice', ...where]), ['Removed sip:alice@contoso.example']);
    assert.deepEqual(await run(list), ['sip:bob@contoso.example\tBob']);
    await assert.rejects(run(['remove', 'alice', ...where]), /there is no such account/);
  });

  it('takes the password without the line break at its end', async test => {
    const accounts = join(temporaryDirectory(test), 'accounts.json');
    const secrets: (string | undefined)[] = [];
    for (const input of ['päss word ', 'päss word \n', 'päss word \r\n']) {
      await run(['add', 'alice', '--replace', '--domain', 'contoso.example', '--accounts', accounts], input);
      secrets.push(new Accounts(accounts).find('sip:alice@contoso.example')?.ha1('SHA-256'));
    }
    assert.equal(secrets[0]?.length, 64);
    assert.equal(new Set(secrets).size, 1);
  });

  it('keeps a profile, changes one field of it, and takes one away, without asking for the password', async test => {
    const accounts = join(temporaryDirectory(test), 'accounts.json');
    const where = ['--domain', 'contoso.example', '--accounts', accounts];
    const profile = ['--title', 'Engineer', '--office', '3/1204', '--avatar-url', '/avatars/alice.png'];
    const several = [
      '--email',
      'alice@contoso.example',
      '--email',
      'a.berg@contoso.example',
      '--phone',
      '+1 425 555 0100',
    ];
    await run(
      ['add', 'alice', '--name', 'Alice', ...profile, ...several, '--phone', 'mobile:555 0101', ...where],
      'pw',
    );
    const find = () => new Accounts(accounts).find('sip:alice@contoso.example');
    const before = find();
    const rest = {
      avatarUrl: '/avatars/alice.png',
      emails: ['alice@contoso.example', 'a.berg@contoso.example'],
      phoneNumbers: [
        { type: 'Work', number: '+1 425 555 0100' },
        { type: 'Mobile', number: '555 0101' },
      ],
    };
    assert.deepEqual(before?.profile, { title: 'Engineer', office: '3/1204', ...rest });
    assert.deepEqual(await run(['change', 'alice', '--title', 'Architect', '--office', '', ...where]), [
      'Changed sip:alice@contoso.example',
    ]);
    assert.deepEqual(find()?.profile, { title: 'Architect', ...rest });
    assert.equal(find()?.displayName, 'Alice');
    assert.equal(find()?.ha1('SHA-256'), before.ha1('SHA-256'));
    await run(['change', 'alice', '--name', 'Alice Berg', '--email', '', '--phone', '', ...where]);
    assert.deepEqual(find()?.profile, { title: 'Architect', avatarUrl: '/avatars/alice.png' });
    assert.equal(find()?.displayName, 'Alice Berg');
    await assert.rejects(
      run(['change', 'dave', '--title', 'x', ...where]),
      /Cannot change "sip:dave@.*no such account/,
    );
  });

  it('says what to do about a command line that it cannot use', async () => {
    const where = ['--domain', 'contoso.example', '--accounts', 'a.json'];
    for (const [args, message] of [
      [[], /Unknown command "account ": there are account add, change, remove and list/],
      [['edit'], /Unknown command "account edit"/],
      [['add', ...where], /"account add" takes one user name/],
      [['add', 'alice', 'bob', ...where], /takes one user name/],
      [['add', 'alice', '--accounts', 'a.json'], /Option --domain is missing/],
      [['add', 'alice', '--domain', 'contoso.example'], /Option --accounts is missing/],
      [['add', 'alice', '--passwd', 'x', ...where], /Unknown option '--passwd'/],
      [['remove', 'alice', '--name', 'A', ...where], /Option --name does not go with "account remove"/],
      [['list', 'alice', '--accounts', 'a.json'], /takes no user name/],
      [['change', 'alice', '--replace', ...where], /Option --replace does not go with "account change"/],
      [
        ['change', 'alice', '--phone', 'fax:1', ...where],
        /must begin with one of work, mobile, home, other, not "fax"/,
      ],
      [['remove', 'alice', '--title', 'x', ...where], /Option --title does not go with "account remove"/],
      [['list', ...where], /Option --domain does not go with "account list"/],
    ] as const) {
      await assert.rejects(run(args), { name: 'UsageError', message });
    }
    await assert.rejects(run(['add', 'alice@contoso.example', ...where], 'x'), /without @domain/);
    await assert.rejects(run(['add', 'alice', ...where], '\n'), /Cannot use an empty password/);
  });
});
