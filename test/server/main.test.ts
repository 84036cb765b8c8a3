import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { RawSipClient } from '../support/raw-sip-client.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const MAIN = fileURLToPath(new URL('../../src/server/main.ts', import.meta.url));
const PACKAGE = fileURLToPath(new URL('../../package.json', import.meta.url));

function start(args: readonly string[]) {
  return spawn(process.execPath, ['--import', 'tsx', MAIN, ...args], { stdio: 'pipe' });
}

/** Runs a command to its end. */
async function run(args: readonly string[], input = '') {
  const child = start(args);
  child.stdin.on('error', () => {}); // one that does not read it
  child.stdin.end(input);
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: code as number, stdout, stderr };
}

/** A server with one account that ends with the test, and its first line. */
async function startServer(test: TestContext, folder: string) {
  const accounts = join(folder, 'accounts.json');
  const add = ['account', 'add', 'alice', '--name', 'Alice', '--domain', 'contoso.example', '--accounts', accounts];
  assert.deepEqual(await run(add, 'secret\n'), { code: 0, stdout: 'Added sip:alice@contoso.example\n', stderr: '' });
  const args = ['--host', '127.0.0.1', '--port', '0', '--domain', 'contoso.example', '--accounts', accounts];
  const child = start([...args, '--data', join(folder, 'data')]);
  test.after(() => child.kill('SIGKILL'));
  const lines: string[] = [];
  const reader = createInterface(child.stdout).on('line', line => lines.push(line));
  const errors = text(child.stderr);
  await once(reader, 'line');
  return { child, lines, errors, url: lines[0] ?? '' };
}

describe('sip-chat-server', () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`prints its URL, serves, and ends cleanly by ${signal}`, { skip: process.platform === 'win32' }, async test => {
      const { child, lines, errors, url } = await startServer(test, temporaryDirectory(test));
      assert.match(url, /^ws:\/\/127\.0\.0\.1:\d+\/sip$/);
      const alice = await RawSipClient.open(url);
      await alice.register('alice', 'secret');
      const exited = once(child, 'exit');
      child.kill(signal);
      assert.equal((await alice.closed()).code, 1001);
      assert.deepEqual(await exited, [0, null]);
      assert.deepEqual(lines, [url]);
      assert.equal(await errors, '');
    });
  }

  it('--help and --version', async () => {
    const help = await run(['--help']);
    assert.equal(help.code, 0);
    for (const option of ['account add', '--domain', '--accounts', '--data', '--origin', '--ring-seconds']) {
      assert.ok(help.stdout.includes(option), option);
    }
    const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string };
    assert.deepEqual(await run(['--version']), { code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('says on standard error what to do, without a stack, and exits with 2 or 1', async test => {
    const none = join(temporaryDirectory(test), 'none.json');
    const add = ['account', 'add', 'alice', '--domain', 'contoso.example', '--accounts', none];
    const list = ['account', 'list', '--accounts', none];
    const misused = await run(['--verbose']);
    const hint = 'Run "sip-chat-server --help" to see what there is.';
    assert.deepEqual(misused, {
      code: 2,
      stdout: '',
      stderr: `sip-chat-server: Unknown option '--verbose'\n${hint}\n`,
    });
    const empty = 'sip-chat-server: Cannot use an empty password: give one on standard input\n';
    assert.deepEqual(await run(add), { code: 2, stdout: '', stderr: empty });
    const cure = 'it is not there. Make it with: sip-chat-server account add';
    const failed = `sip-chat-server: Cannot read the accounts file "${none}": ${cure}\n`;
    assert.deepEqual(await run(list), { code: 1, stdout: '', stderr: failed });
  });
});
