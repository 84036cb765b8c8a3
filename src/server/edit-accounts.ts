import { existsSync, readFileSync } from 'node:fs';
import { addressOf, formatUri, SipUri } from '../sip/codec/index.js';
import { ha1 } from '../sip/digest/index.js';
import { formatAccounts, parseAccounts, type AccountRecord } from './account-file.js';
import { CONVERSATION_PREFIX, FACTORY_USER } from './focus/index.js';
import { readProfile, type Profile } from './profile.js';
import { replaceFile } from './replace-file.js';

/** Somebody to be added, with what others may read of them. */
export interface NewAccount extends Profile {
  /** The part before `@`: at most 64 letters, digits and `. _ + -`. */
  readonly user: string;
  /** The server's domain. */
  readonly domain: string;
  /** What others are shown. Default: nothing but the address. */
  readonly name?: string | undefined;
  readonly password: string;
  /** Whether an account of that address is replaced; else it is an error. */
  readonly replace?: boolean | undefined;
}

/** What becomes of an account. What is missing stays, what is empty is taken away. */
export interface AccountChange extends Profile {
  readonly user: string;
  readonly domain: string;
  readonly name?: string | undefined;
}

/**
 * Adds an account to an accounts file, which is made when it is missing. The file is replaced as a whole or not at all.
 * @returns The address: `sip:alice@contoso.example`.
 * @throws {RangeError} For a user name, domain, name, password or field of the profile that cannot be one.
 * @throws Error for an address that is taken, and a file that cannot be read or written.
 */
export async function addAccount(file: string, account: NewAccount): Promise<string> {
  const { user, domain, name = '', password, replace = false, ...given } = account;
  const address = addressFor(user, domain);
  checkName(name);
  checkPassword(password);
  const profile = checkProfile(given);
  const realm = realmOf(address);
  const secrets = { MD5: ha1('MD5', user, realm, password), 'SHA-256': ha1('SHA-256', user, realm, password) };
  replaceFile(file, () => {
    const accounts = existsSync(file) ? readFile(file) : new Map<string, AccountRecord>();
    if (accounts.has(address) && !replace) {
      throw new Error(`Cannot add "${address}": it is there already. Give --replace to put this one in its place`);
    }
    return formatAccounts(accounts.set(address, { name, ...profile, ha1: secrets }));
  });
  return address;
}

/**
 * Changes what others may read of somebody, and leaves the password as it is.
 * @returns The address.
 * @throws As `addAccount` does, and Error when there is no such account.
 */
export async function changeAccount(file: string, { user, domain, name, ...given }: AccountChange): Promise<string> {
  const address = addressFor(user, domain);
  if (name !== undefined) checkName(name);
  checkProfile(given);
  replaceFile(file, () => {
    const accounts = readFile(file);
    const { name: oldName, ha1, ...before } = existing(accounts, address, 'change', file);
    const profile = checkProfile({ ...before, ...given });
    return formatAccounts(accounts.set(address, { name: name ?? oldName, ...profile, ha1 }));
  });
  return address;
}

/**
 * Takes an account out of an accounts file.
 * @throws Error when it is not there, or the file cannot be read or written.
 */
export async function removeAccount(file: string, { user, domain }: { user: string; domain: string }): Promise<string> {
  const address = addressFor(user, domain);
  replaceFile(file, () => {
    const accounts = readFile(file);
    existing(accounts, address, 'remove', file);
    accounts.delete(address);
    return formatAccounts(accounts);
  });
  return address;
}

/** The addresses and names in an accounts file, in its order. Throws as `removeAccount` does. */
export async function listAccounts(
  file: string,
): Promise<readonly { readonly address: string; readonly name: string }[]> {
  return [...readFile(file)].map(([address, { name }]) => ({ address, name }));
}

function readFile(file: string): Map<string, AccountRecord> {
  if (existsSync(file)) return parseAccounts(readFileSync(file, 'utf8'), file);
  throw new Error(
    `Cannot read the accounts file "${file}": it is not there. Make it with: sip-chat-server account add`,
  );
}

function existing(accounts: Map<string, AccountRecord>, address: string, act: string, file: string): AccountRecord {
  const record = accounts.get(address);
  if (record) return record;
  throw new Error(`Cannot ${act} "${address}": there is no such account in "${file}"`);
}

function addressFor(user: string, domain: string): string {
  if (!/^[a-z0-9._+-]{1,64}$/i.test(user)) {
    throw new RangeError(
      `Cannot use the user name "${user}": give 1 to 64 letters, digits and . _ + - (without @domain)`,
    );
  }
  if (user.startsWith(CONVERSATION_PREFIX)) {
    throw new RangeError(`Cannot use the user name "${user}": "${CONVERSATION_PREFIX}…" is kept for conversations`);
  }
  if (user.toLowerCase() === FACTORY_USER) {
    throw new RangeError(`Cannot use the user name "${user}": groups are created by that address`);
  }
  return addressOf(SipUri(user, checkDomain(domain)));
}

/**
 * The domain in lower case.
 * @throws {RangeError} For text that is no host name.
 */
export function checkDomain(domain: string): string {
  try {
    formatUri(SipUri('', domain));
  } catch {
    throw new RangeError(`Cannot use the domain "${domain}": give a host name such as contoso.example`);
  }
  return domain.toLowerCase();
}

function checkName(name: string): void {
  if (/\p{Cc}/u.test(name) || name.length > 200) {
    throw new RangeError(`Cannot use the name ${JSON.stringify(name)}: give at most 200 characters on one line`);
  }
}

function checkProfile(given: Profile): Profile {
  try {
    return readProfile({ ...given });
  } catch (error) {
    throw new RangeError(`Cannot use this profile: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function checkPassword(password: string): void {
  if (password === '') throw new RangeError('Cannot use an empty password: give one on standard input');
  if (!/\p{Cc}/u.test(password)) return;
  throw new RangeError('Cannot use this password: it has a control character or a line break');
}

/** The realm of an address is its domain. RFC 3261 §22.1. */
function realmOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
