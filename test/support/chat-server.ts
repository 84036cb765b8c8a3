import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { Application } from '../../src/client/index.js';
import { addAccount, createServer, type ServerOptions } from '../../src/server/index.js';

/** The accounts of every test. Each password is the user's name with `-pw`. */
const PEOPLE = { alice: 'Alice', bob: 'Bob', carol: 'Carol', mallory: 'Mallory' };

export const addressOfUser = (user: string): string => `sip:${user}@contoso.example`;

/** A real server on a free port with a real store in a folder of its own, and people who sign in to it. */
export class TestServer {
  readonly folder: string;
  readonly #options: Partial<ServerOptions>;
  readonly #applications: Application[] = [];
  #server: Awaited<ReturnType<typeof createServer>>;
  #port: number;

  private constructor(
    folder: string,
    options: Partial<ServerOptions>,
    server: Awaited<ReturnType<typeof createServer>>,
  ) {
    this.folder = folder;
    this.#options = options;
    this.#server = server;
    this.#port = Number(new URL(server.url).port);
  }

  static async start(options: Partial<ServerOptions> = {}): Promise<TestServer> {
    const folder = await mkdtemp(join(tmpdir(), 'sip-chat-test-'));
    const accounts = join(folder, 'accounts.json');
    for (const [user, name] of Object.entries(PEOPLE)) {
      await addAccount(accounts, { user, name, domain: 'contoso.example', password: `${user}-pw` });
    }
    return new TestServer(folder, options, await createServer(optionsIn(folder, 0, options)));
  }

  get url(): string {
    return this.#server.url;
  }

  /** Stops the server for good. */
  stop(): Promise<void> {
    return this.#server.close();
  }

  /** Stops the server and starts another one on the same port and folder. */
  async restart(): Promise<void> {
    await this.#server.close();
    this.#server = await createServer(optionsIn(this.folder, this.#port, this.#options));
  }

  /** Somebody's application, not signed in yet. */
  application(): Application {
    const application = new Application({ server: this.url, WebSocket });
    this.#applications.push(application);
    return application;
  }

  /** Somebody's application, signed in. */
  async signIn(user: string): Promise<Application> {
    const application = this.application();
    await application.signInManager.signIn({ username: addressOfUser(user), password: `${user}-pw` });
    return application;
  }

  /** Signs everybody out, stops, and removes the folder. */
  async close(): Promise<void> {
    for (const { signInManager } of this.#applications) {
      if (signInManager.state() === 'SignedIn') await signInManager.signOut();
    }
    await this.#server.close();
    await rm(this.folder, { recursive: true });
  }
}

function optionsIn(folder: string, port: number, options: Partial<ServerOptions>): ServerOptions {
  const accounts = join(folder, 'accounts.json');
  return { host: '127.0.0.1', port, domain: 'contoso.example', accounts, data: join(folder, 'data'), ...options };
}
