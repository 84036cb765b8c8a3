import { mkdtemp, rm } from 'node:fs/promises';
import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAccount, createServer } from '../src/server/index.js';
import { serveStatic } from './static-files.js';

/** The domain of the demo's accounts. */
const DOMAIN = 'contoso.example';

/** The demo's accounts. Their passwords stand in `people.js` too: they open nothing but this demo. */
const PEOPLE = [
  { user: 'alice', name: 'Alice Berg', password: 'wonderland' },
  { user: 'bob', name: 'Bob Castillo', password: 'builder' },
  { user: 'carol', name: 'Carol Dubois', password: 'singer' },
] as const;

export interface Demo {
  /** Of the page with the three people: `http://127.0.0.1:8060/`. */
  readonly url: string;
  /** Stops everything and forgets what was said. */
  close(): Promise<void>;
}

/**
 * Serves the demo pages and, on the same port, the real chat server at `/sip`.
 * @param port - 0 takes a free one.
 */
export async function startDemo(port: number): Promise<Demo> {
  const folder = await mkdtemp(join(tmpdir(), 'sip-chat-demo-'));
  const accounts = join(folder, 'accounts.json');
  for (const person of PEOPLE) await addAccount(accounts, { ...person, domain: DOMAIN });
  const http = createHttpServer((request, response) => void serveStatic(request, response));
  await listen(http, port);
  const server = await createServer({ httpServer: http, domain: DOMAIN, accounts, data: join(folder, 'data') });
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`,
    close: async () => {
      await server.close();
      await new Promise(resolve => {
        http.close(resolve);
        http.closeAllConnections();
      });
      await rm(folder, { recursive: true });
    },
  };
}

function listen(http: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', () => resolve());
  });
}
