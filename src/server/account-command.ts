import { addAccount, changeAccount, listAccounts, removeAccount } from './edit-accounts.js';
import { PHONE_TYPES, type PhoneNumber, type Profile } from './profile.js';
import { readOptions, requireOption } from './read-options.js';
import { readPassword, type PasswordInput } from './read-password.js';
import { UsageError } from './usage-error.js';

const OPTIONS = {
  accounts: { type: 'string' },
  domain: { type: 'string' },
  name: { type: 'string' },
  replace: { type: 'boolean' },
  title: { type: 'string' },
  department: { type: 'string' },
  company: { type: 'string' },
  office: { type: 'string' },
  'avatar-url': { type: 'string' },
  email: { type: 'string', multiple: true },
  phone: { type: 'string', multiple: true },
} as const;

const PROFILE = ['title', 'department', 'company', 'office', 'avatar-url', 'email', 'phone'];

/** Which options each command takes. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  add: ['accounts', 'domain', 'name', 'replace', ...PROFILE],
  change: ['accounts', 'domain', 'name', ...PROFILE],
  remove: ['accounts', 'domain'],
  list: ['accounts'],
};

/**
 * `account add|change|remove|list`: edits the accounts file and says what was done.
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
  if (!takes)
    throw new UsageError(`Unknown command "account ${command}": there are account add, change, remove and list`);
  for (const option of Object.keys(values)) {
    if (!takes.includes(option)) throw new UsageError(`Option --${option} does not go with "account ${command}"`);
  }
  const file = requireOption(values.accounts, '--accounts');
  if (command === 'list') return list(file, users);
  const user = onlyUser(command, users);
  const domain = requireOption(values.domain, '--domain');
  if (command === 'remove') return [`Removed ${await removeAccount(file, { user, domain })}`];
  const { name, replace } = values;
  const account = { user, domain, name, ...profileOf(values) };
  if (command === 'change') return [`Changed ${await changeAccount(file, account)}`];
  const password = await readPassword(`Password for ${user}@${domain}: `, input);
  return [`Added ${await addAccount(file, { ...account, password, replace })}`];
}

type Values = ReturnType<typeof readOptions<typeof OPTIONS>>['values'];

/** What the options say; an empty one takes a field away. */
function profileOf(values: Values): Profile {
  const { title, department, company, office, 'avatar-url': avatarUrl, email, phone } = values;
  const given = {
    title,
    department,
    company,
    office,
    avatarUrl,
    emails: several(email),
    phoneNumbers: several(phone)?.map(phoneOf),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function several(values: readonly string[] | undefined): readonly string[] | undefined {
  return values?.filter(value => value !== '');
}

/** `+1 425 555 0100`, or `mobile:+1 425 555 0100`. */
function phoneOf(text: string): PhoneNumber {
  const [, word = 'Work', number = ''] = /^(?:([a-z]+):)?(.*)$/is.exec(text) ?? [];
  const type = PHONE_TYPES.find(known => known.toLowerCase() === word.toLowerCase());
  if (type) return { type, number };
  throw new UsageError(`Option --phone must begin with one of ${PHONE_TYPES.join(', ').toLowerCase()}, not "${word}"`);
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
