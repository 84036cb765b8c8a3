import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Who can read and write it: the owner. */
const OWNER_FILE = 0o600;

/**
 * Replaces a file as a whole or not at all, also when the power is lost: a reader sees the old one or the new one. The new
 * one can be read by its owner only.
 * @param next - Gives the new text. Nobody else replaces the file from before it is called until the end, so it may read the
 * file. What it throws leaves the file as it is.
 * @throws Error when the file cannot be written, or somebody else is replacing it.
 */
export function replaceFile(file: string, next: () => string): void {
  const written = `${file}.new`;
  const descriptor = openNew(written, file);
  try {
    try {
      writeFileSync(descriptor, next());
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(written, file);
  } catch (error) {
    rmSync(written, { force: true });
    throw error;
  }
}

/** The new file is also the lock: two changes at once would lose one of them. */
function openNew(written: string, file: string): number {
  try {
    return openSync(written, 'wx', OWNER_FILE);
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    const why = taken
      ? `"${written}" is there. Another change is under way; if none is, delete that file`
      : String(error instanceof Error ? error.message : error);
    throw new Error(`Cannot change "${file}": ${why}`, { cause: error });
  }
}
