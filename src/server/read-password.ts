import { createInterface } from 'node:readline/promises';
import { Writable, type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** Standard input, or what stands for it. */
export type PasswordInput = Readable & { readonly isTTY?: boolean };

/**
 * A password from standard input: all of it but the line break at its end, or, from somebody at a terminal, one line that
 * is asked for twice and not shown.
 * @param prompt - What to ask at a terminal.
 * @throws Error when the two lines differ, or the asking is broken off.
 */
export async function readPassword(prompt: string, input: PasswordInput): Promise<string> {
  if (!input.isTTY) return (await text(input)).replace(/\r?\n$/, '');
  const password = await ask(prompt, input);
  if (password !== (await ask('The same again: ', input))) {
    throw new Error('Cannot use the password: the two are not the same');
  }
  return password;
}

/** The prompt goes to standard error: standard output is for what the command gives. */
async function ask(prompt: string, input: PasswordInput): Promise<string> {
  process.stderr.write(prompt);
  const unseen = new Writable({ write: (_chunk, _encoding, written) => written() });
  const lines = createInterface({ input, output: unseen, terminal: true });
  try {
    return await new Promise((resolve, reject) => {
      lines.once('line', resolve);
      lines.once('SIGINT', () => reject(new Error('Cannot read the password: broken off')));
      lines.once('close', () => reject(new Error('Cannot read the password: the input has ended')));
    });
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
