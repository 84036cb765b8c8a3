import type { Algorithm } from '../sip/digest/index.js';
import { readProfile, type Profile } from './profile.js';

/** What the accounts file holds of one account: the fields of the profile beside these. */
export interface AccountRecord extends Profile {
  /** What others are shown; `''` when there is none. */
  readonly name: string;
  /** For each digest algorithm, what the password is checked with. The password itself is nowhere. RFC 7616 §3.4.2. */
  readonly ha1: Readonly<Record<Algorithm, string>>;
}

const HEX_DIGITS: Readonly<Record<Algorithm, number>> = { MD5: 32, 'SHA-256': 64 };

/**
 * Reads `{"accounts": {"sip:alice@contoso.example": {"name": "Alice", "title": "…", "ha1": {"MD5": "…", "SHA-256": "…"}}}}`.
 * @param file - Its name, for the error.
 * @returns By address, in the order of the file.
 * @throws {SyntaxError} For text of another shape; the message says where and what to do.
 */
export function parseAccounts(text: string, file: string): Map<string, AccountRecord> {
  const accounts = fieldOf(parseJson(text, file), 'accounts');
  if (!isObject(accounts)) throw unreadable(file, 'it has no "accounts"');
  return new Map(Object.entries(accounts).map(([address, value]) => [address, readRecord(address, value, file)]));
}

/** `parseAccounts(formatAccounts(a))` equals `a`. */
export function formatAccounts(accounts: ReadonlyMap<string, AccountRecord>): string {
  return `${JSON.stringify({ accounts: Object.fromEntries(accounts) }, undefined, 2)}\n`;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(file, `it is not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
}

function readRecord(address: string, value: unknown, file: string): AccountRecord {
  const name = fieldOf(value, 'name') ?? '';
  const ha1 = fieldOf(value, 'ha1');
  if (!/^sip:[^@]+@[^@]+$/.test(address)) throw unreadable(file, `"${address}" is no address such as sip:alice@host`);
  if (typeof name !== 'string') throw unreadable(file, `the name of "${address}" is no text`);
  return {
    name,
    ...profileOf(address, value, file),
    ha1: { MD5: readHash(address, ha1, 'MD5', file), 'SHA-256': readHash(address, ha1, 'SHA-256', file) },
  };
}

function profileOf(address: string, value: unknown, file: string): Profile {
  try {
    return readProfile(isObject(value) ? value : {});
  } catch (error) {
    throw unreadable(file, `of "${address}", ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readHash(address: string, ha1: unknown, algorithm: Algorithm, file: string): string {
  const hash = fieldOf(ha1, algorithm);
  if (typeof hash === 'string' && hash.length === HEX_DIGITS[algorithm] && /^[0-9a-f]+$/.test(hash)) return hash;
  throw unreadable(file, `"${address}" has no ${algorithm} secret`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function unreadable(file: string, state: string): SyntaxError {
  const cure = 'Mend it, or move it away and add the accounts again with: sip-chat-server account add';
  return new SyntaxError(`Cannot read the accounts file "${file}": ${state}. ${cure}`);
}
