import { addAccount, listAccounts, removeAccount } from './edit-accounts.js';
import { readOptions, requireOption } from './read-options.js';
import { readPassword, type PasswordInput } from './read-password.js';
import { UsageError } from './usage-error.js';

const OPTIONS = {
  accounts: { type: 'string' },
  domain: { type: 'string' },
  name: { type: 'string' },
  replace: { type: 'boolean' },
} as const;

/** Which options each command takes. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  add: ['accounts', 'domain', 'name', 'replace'],
  remove: ['accounts', 'domain'],
  list: ['accounts'],
};

/**
 * `account add|remove|list`: edits the accounts file and says what was done.
 * @param args - What follows `account` on the command line.
 * @param input - Where the password comes from.
 * @returns Lines for standard output.
 * @throws {UsageError} For a command line that cannot be understood.
 * @throws Error when the file cannot be changed so.
 */
export async function runAccountCommand(args: readonly string[], input: PasswordInput): Promise<readonly string[]> {
  const { values, positionals } = readOptions(args, OPTIONS);
  const [command = '', ...users] = positionals;
  const takes = TAKES[command];
  if (!takes) throw new UsageError(`Unknown command "account ${command}": there are account add, remove and list`);
  for (const option of Object.keys(values)) {
    if (!takes.includes(option)) throw new UsageError(`Option --${option} does not go with "account ${command}"`);
  }
  const file = requireOption(values.accounts, '--accounts');
  if (command === 'list') return list(file, users);
  const user = onlyUser(command, users);
  const domain = requireOption(values.domain, '--domain');
  if (command === 'remove') return [`Removed ${await removeAccount(file, { user, domain })}`];
  const password = await readPassword(`Password for ${user}@${domain}: `, input);
  const { name, replace } = values;
  return [`Added ${await addAccount(file, { user, domain, name, password, replace })}`];
}

async function list(file: string, users: readonly string[]): Promise<readonly string[]> {
  if (users.length > 0) throw new UsageError(`"account list" takes no user name, such as "${users[0]}"`);
  const accounts = await listAccounts(file);
  return accounts.map(({ address, name }) => (name === '' ? address : `${address}\t${name}`));
}

function onlyUser(command: string, users: readonly string[]): string {
  const [user] = users;
  if (user !== undefined && users.length === 1) return user;
  throw new UsageError(`"account ${command}" takes one user name, such as: account ${command} alice`);
}
