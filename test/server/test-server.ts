import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { addAccount, createServer, type ChatServer, type ServerOptions } from '../../src/server/index.js';
import { RawSipClient } from '../support/raw-sip-client.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

/** The accounts of every test. Each password is the user's name with `-pw`. */
const PEOPLE = { alice: 'Alice', bob: 'Bob', carol: '' };

/** A server on a free port with a log in memory. */
export interface TestServer {
  readonly server: ChatServer;
  readonly url: string;
  readonly accounts: string;
  /** A connection that nobody has signed in on. */
  connect(): Promise<RawSipClient>;
}

/** Starts a server that ends with the test. */
export async function startServer(test: TestContext, options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const accounts = join(temporaryDirectory(test), 'accounts.json');
  for (const [user, name] of Object.entries(PEOPLE)) {
    await addAccount(accounts, { user, name, domain: 'contoso.example', password: `${user}-pw` });
  }
  const server = await createServer({ domain: 'contoso.example', accounts, data: ':memory:', ...options });
  test.after(() => server.close());
  return { server, url: server.url, accounts, connect: () => RawSipClient.open(server.url) };
}
