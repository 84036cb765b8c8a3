import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { addAccount } from '../../src/server/index.js';
import { serve } from '../../src/server/serve-command.js';
import { RawSipClient } from '../support/raw-sip-client.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

describe('serve()', () => {
  const required = ['--domain', 'contoso.example', '--accounts', 'a.json', '--data', ':memory:'];

  it('says what to do about a command line that it cannot use', async () => {
    for (const [args, message] of [
      [[], /Option --accounts is missing/],
      [required.slice(2), /Option --domain is missing/],
      [required.slice(0, 4), /Option --data is missing/],
      [['--verbose'], /Unknown option '--verbose'/],
      [['--port'], /'--port <value>' argument missing/],
      [['serve', ...required], /Unknown command "serve"/],
      [[...required, '--port', '70000'], /--port must be a whole number from 0 to 65535, not "70000"/],
      [[...required, '--port', '0x10'], /--port must be a whole number/],
      [[...required, '--path', 'sip'], /--path must begin with "\/"/],
      [[...required, '--origin', 'https://x.example/page'], /--origin must be an origin such as/],
      [[...required, '--origin', 'anybody'], /--origin must be an origin such as/],
      [[...required, '--ring-seconds', '0'], /--ring-seconds must be a whole number from 1/],
    ] as const) {
      await assert.rejects(serve(args), { name: 'UsageError', message });
    }
    await assert.rejects(serve([...required, '--domain', 'two words']), { name: 'RangeError', message: /host name/ });
  });

  it('says what is wrong with the accounts file', async test => {
    const file = join(temporaryDirectory(test), 'accounts.json');
    await assert.rejects(serve([...required, '--accounts', file]), /it is not there. Make it with: sip-chat-server/);
    writeFileSync(file, '{"accounts": 1}');
    await assert.rejects(serve([...required, '--accounts', file]), /it has no "accounts"\. Mend it/);
  });

  it('starts the server that its options describe', async test => {
    const file = join(temporaryDirectory(test), 'accounts.json');
    await addAccount(file, { user: 'alice', domain: 'contoso.example', password: 'secret' });
    const origins = ['--origin', 'https://a.example', '--origin', 'http://localhost:8060'];
    const server = await serve([...required, '--accounts', file, '--path', '/chat', '--ring-seconds', '5', ...origins]);
    test.after(() => server.close());
    assert.match(server.url, /^ws:\/\/127\.0\.0\.1:\d+\/chat$/);
    const alice = await RawSipClient.open(server.url);
    assert.equal((await alice.register('alice', 'secret')).status, 200);
  });
});
