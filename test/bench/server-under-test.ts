import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What a server process has used so far. */
export interface Usage {
  /** CPU time of all its threads, in microseconds. */
  readonly cpuMicros: number;
  /** Resident memory, in bytes. */
  readonly rss: number;
}

/** A server in a process of its own, so that its CPU time is its own. */
export class ServerUnderTest {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** @param folder - Where accounts.json is and data go. */
  static async start(kind: 'chat' | 'floor', folder: string): Promise<ServerUnderTest> {
    const program = fileURLToPath(new URL('server-process.mjs', import.meta.url));
    const child = fork(program, [kind, folder], { execArgv: ['--expose-gc'] });
    const [{ url }] = (await once(child, 'message')) as [{ url: string }];
    return new ServerUnderTest(child, url);
  }

  async usage(): Promise<Usage> {
    this.#child.send('usage');
    const [{ cpu, rss }] = (await once(this.#child, 'message')) as [{ cpu: NodeJS.CpuUsage; rss: number }];
    return { cpuMicros: cpu.user + cpu.system, rss };
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }
}
