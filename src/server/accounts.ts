import { readFileSync, statSync } from 'node:fs';
import { parseAccounts, type AccountRecord } from './account-file.js';
import type { Profile } from './profile.js';
import type { Algorithm } from '../sip/digest/index.js';

/** Somebody who can sign in. */
export interface Account {
  /** `sip:alice@contoso.example` */
  readonly address: string;
  /** What others are shown; `''` when there is none. */
  readonly displayName: string;
  /** What else others may read. */
  readonly profile: Profile;
  /** What the password is checked with, for a digest algorithm. RFC 7616 §3.4.2. */
  ha1(algorithm: Algorithm): string | undefined;
}

/** The accounts in a file, which may change while the server runs. */
export class Accounts {
  readonly #file: string;
  #accounts!: ReadonlyMap<string, Account>;
  /** The same by address in lower case; the first, where several differ by capital letters only. */
  #inLowerCase!: ReadonlyMap<string, Account>;
  #state: string;

  /**
   * @param file - As `sip-chat-server account add` writes it.
   * @throws Error when the file cannot be read or is no accounts file; the message says what to do.
   */
  constructor(file: string) {
    this.#file = file;
    this.#state = stateOf(file);
    this.#read();
  }

  /**
   * The account with that address; else the one whose address differs by capital letters only. It says how it is written.
   * @param address - As `addressOf` makes it.
   */
  find(address: string): Account | undefined {
    return this.#accounts.get(address) ?? this.#inLowerCase.get(address.toLowerCase());
  }

  /** All, by address, in the order of the file. Another map as soon as the file has been read again. */
  get all(): ReadonlyMap<string, Account> {
    return this.#accounts;
  }

  /**
   * Reads the file again if it has changed. A file that cannot be read leaves everything as it was.
   * @throws What the constructor throws.
   */
  refresh(): void {
    const state = stateOf(this.#file);
    if (state === this.#state) return;
    // First, so that a bad file is complained of once, not at every sign-in.
    this.#state = state;
    this.#read();
  }

  #read(): void {
    this.#accounts = readAccounts(this.#file);
    const all = [...this.#accounts.values()].reverse();
    this.#inLowerCase = new Map(all.map(account => [account.address.toLowerCase(), account]));
  }
}

function readAccounts(file: string): ReadonlyMap<string, Account> {
  const accounts = new Map<string, Account>();
  for (const [address, record] of parseAccounts(readFileSync(file, 'utf8'), file)) {
    accounts.set(address, accountOf(address, record));
  }
  return accounts;
}

function accountOf(address: string, { name, ha1, ...profile }: AccountRecord): Account {
  return { address, displayName: name, profile, ha1: algorithm => ha1[algorithm] };
}

/** Differs when the file has changed. The time alone is too coarse for two changes within some milliseconds. */
function stateOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat) return `${stat.mtimeMs} ${stat.ino} ${stat.size}`;
  throw new Error(
    `Cannot read the accounts file "${file}": it is not there. Make it with: sip-chat-server account add`,
  );
}
