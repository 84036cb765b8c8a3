import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './usage-error.js';

type Settings<Options> = { readonly options: Options; readonly allowPositionals: true; readonly strict: true };

/**
 * Reads a command line by `node:util`'s `parseArgs`, strictly.
 * @param args - Without the program's name.
 * @param options - As `parseArgs` takes them.
 * @throws {UsageError} For an unknown option, one without its value, or a value without its option.
 */
export function readOptions<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
): ReturnType<typeof parseArgs<Settings<Options>>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!(error instanceof Error) || !code.startsWith('ERR_PARSE_ARGS_')) throw error;
    // The first sentence; what follows in Node's message is about a different program's options.
    throw new UsageError(error.message.split(/\.\s|\n/)[0] ?? error.message);
  }
}

/** @throws {UsageError} When an option that must be given was not. */
export function requireOption(value: string | undefined, option: string): string {
  if (value !== undefined && value !== '') return value;
  throw new UsageError(`Option ${option} is missing`);
}

/** @throws {UsageError} For text that is no whole number from `least` to `most`. */
export function numberOption(value: string, option: string, least: number, most: number): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= least && number <= most) return number;
  throw new UsageError(`Option ${option} must be a whole number from ${least} to ${most}, not "${value}"`);
}
