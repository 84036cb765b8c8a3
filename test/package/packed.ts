import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** Its package.json, as far as the tests ask. */
interface Package {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly unpkg: string;
  readonly jsdelivr: string;
  readonly customElements: string;
  readonly 'web-types': string;
  readonly bin: Readonly<Record<string, string>>;
}

/** The package as `npm publish` would publish it, installed in a project of somebody else. */
export class PackedPackage {
  /** Of that project. */
  readonly folder: string;
  readonly json: Package;
  /** Files of the package, by their paths in it. */
  readonly files: ReadonlySet<string>;

  private constructor(folder: string) {
    this.folder = folder;
    const home = join(folder, 'node_modules/sip-chat-elements');
    this.json = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Package;
    const entries = readdirSync(home, { recursive: true, withFileTypes: true });
    const paths = entries.filter(entry => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    this.files = new Set(paths.map(path => path.slice(home.length + 1).replaceAll('\\', '/')));
  }

  static async install(): Promise<PackedPackage> {
    const folder = await mkdtemp(join(tmpdir(), 'sip-chat-package-'));
    const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
      cwd: root,
      maxBuffer: 2 ** 24,
      shell: process.platform === 'win32',
    });
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    await run('tar', ['-xzf', filename], { cwd: folder });
    await mkdir(join(folder, 'node_modules'));
    await rename(join(folder, 'package'), join(folder, 'node_modules/sip-chat-elements'));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    const packed = new PackedPackage(folder);
    for (const name of [...Object.keys(packed.json.dependencies), '@types/node', '@types/ws']) {
      const place = join(folder, 'node_modules', name);
      await mkdir(dirname(place), { recursive: true });
      await symlink(join(root, 'node_modules', name), place, 'junction');
    }
    return packed;
  }

  /** Writes a file of that project. */
  async write(name: string, text: string): Promise<string> {
    const file = join(this.folder, name);
    await writeFile(file, text);
    return file;
  }

  /** Runs a module of that project in Node. @returns What it prints. */
  async run(code: string): Promise<string> {
    const { stdout } = await run(process.execPath, [await this.write('run.mjs', code)], { cwd: this.folder });
    return stdout.trim();
  }

  /** Compiles a TypeScript file of that project, strictly. @throws What the compiler says. */
  async compile(code: string, ...flags: readonly string[]): Promise<void> {
    const file = await this.write('page.ts', code);
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const strict = ['--ignoreConfig', '--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2023,dom,dom.iterable'];
    await run(process.execPath, [compiler, ...strict, ...flags, file], { cwd: this.folder }).catch(
      (failure: unknown) => {
        throw new Error((failure as { stdout: string }).stdout);
      },
    );
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}
