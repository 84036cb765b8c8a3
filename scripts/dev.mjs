// Server and demo, rebuilt and restarted on change. Ends on Ctrl+C.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const children = [];

/** Runs a program of node_modules/.bin until it ends or we do. */
function run(name, ...args) {
  const child = spawn(process.execPath, [join('node_modules', '.bin', name), ...args], { stdio: 'inherit' });
  children.push(child);
  return new Promise(resolve => child.once('exit', code => resolve(code ?? 0)));
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => children.forEach(child => child.kill()));

if (!existsSync('dist/index.js') && (await run('tsc', '-b'))) process.exit(1);
await run('rollup', '-c', '--silent');
run('tsc', '-b', '--watch', '--preserveWatchOutput');
run('rollup', '-c', '--watch', '--silent');
run('tsx', 'watch', '--clear-screen=false', 'demo/main.ts');
