#!/usr/bin/env node
import { runAccountCommand } from './account-command.js';
import { HELP } from './help.js';
import { serve } from './serve-command.js';
import { UsageError } from './usage-error.js';
import { VERSION } from './version.js';

const FAILED = 1;
const MISUSED = 2;

async function run(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) return print(HELP.trim());
  if (args.includes('--version')) return print(VERSION);
  if (args[0] === 'account') return print(...(await runAccountCommand(args.slice(1), process.stdin)));
  const server = await serve(args);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop(server.close()));
  print(server.url);
}

function print(...lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

/** The process ends by itself, with code 0, once nothing is open any more. */
function stop(closing: Promise<void>): void {
  closing.catch(fail);
}

function fail(error: unknown): void {
  process.stderr.write(`sip-chat-server: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError || error instanceof RangeError ? MISUSED : FAILED;
}

run(process.argv.slice(2)).catch(fail);
