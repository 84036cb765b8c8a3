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

  it('says what to do about a command line that it cannot use', async () => {
    const where = ['--domain', 'contoso.example', '--accounts', 'a.json'];
    for (const [args, message] of [
      [[], /Unknown command "account ": there are account add, remove and list/],
      [['change'], /Unknown command "account change"/],
      [['add', ...where], /"account add" takes one user name/],
      [['add', 'alice', 'bob', ...where], /takes one user name/],
      [['add', 'alice', '--accounts', 'a.json'], /Option --domain is missing/],
      [['add', 'alice', '--domain', 'contoso.example'], /Option --accounts is missing/],
      [['add', 'alice', '--passwd', 'x', ...where], /Unknown option '--passwd'/],
      [['remove', 'alice', '--name', 'A', ...where], /Option --name does not go with "account remove"/],
      [['list', 'alice', '--accounts', 'a.json'], /takes no user name/],
      [['list', ...where], /Option --domain does not go with "account list"/],
    ] as const) {
      await assert.rejects(run(args), { name: 'UsageError', message });
    }
    await assert.rejects(run(['add', 'alice@contoso.example', ...where], 'x'), /without @domain/);
    await assert.rejects(run(['add', 'alice', ...where], '\n'), /Cannot use an empty password/);
  });
});
