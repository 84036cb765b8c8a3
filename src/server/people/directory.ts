import { addressOf, parseUri } from '../../sip/codec/index.js';
import type { Account, Accounts } from '../accounts.js';
import { ANSWER_LENGTH, type Fetch } from '../fetch.js';
import { SipError } from '../focus/sip-error.js';
import type { Profile } from '../profile.js';
import { foldWords } from './fold-words.js';
import { PeopleIndex } from './people-index.js';

/** Most people in one answer. */
const MAX_PEOPLE = 100;
/** Words beyond these are not looked for. */
const MAX_WORDS = 8;

/** Somebody, as the answer says it. */
export interface DirectoryEntry extends Profile {
  readonly uri: string;
  readonly displayName: string;
}

/** The answer of the `people` package. */
export interface DirectoryAnswer {
  readonly people: readonly DirectoryEntry[];
  /** Whether there are more after these. */
  readonly more: boolean;
}

/**
 * Who has an account here, for those who have signed in: the `people` package, which is ours. A question is
 * `{"text": "bo", "limit": 20, "skip": 0}` or `{"addresses": ["sip:bob@contoso.example"]}`.
 */
export class Directory {
  readonly #accounts: Pick<Accounts, 'all' | 'find'>;
  #indexed: ReadonlyMap<string, Account> | undefined;
  #index: Promise<PeopleIndex> | undefined;
  /** One search at a time, so that many of them together keep nobody waiting longer than one. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(accounts: Pick<Accounts, 'all' | 'find'>) {
    this.#accounts = accounts;
  }

  /** @throws SipError 400 for a question that is none of the two. */
  async answer({ by, question }: Pick<Fetch, 'by' | 'question'>): Promise<DirectoryAnswer> {
    const { text, limit = MAX_PEOPLE, skip = 0, addresses } = question;
    if (Array.isArray(addresses) && addresses.length <= MAX_PEOPLE) {
      return fit(addresses.flatMap(address => this.#accounts.find(readAddress(address)) ?? []));
    }
    if (typeof text !== 'string') throw new SipError(400, 'A Question Has a Text or Addresses');
    if (!isCount(limit, MAX_PEOPLE) || limit === 0 || !isCount(skip)) throw new SipError(400, 'Wrong Limit or Skip');
    const words = foldWords(text.replace(/^sips?:/i, '')).slice(0, MAX_WORDS);
    const searched = this.#last.then(async () => (await this.#current()).search(words, skip, limit, by));
    this.#last = searched.catch(() => {});
    const { accounts, more } = await searched;
    return fit(accounts, more);
  }

  /** The index of the accounts that there are now. */
  #current(): Promise<PeopleIndex> {
    const { all } = this.#accounts;
    if (this.#index && this.#indexed === all) return this.#index;
    this.#indexed = all;
    return (this.#index = PeopleIndex.of(all.values()));
  }
}

function readAddress(value: unknown): string {
  if (typeof value !== 'string') throw new SipError(400, 'An Address Is No Text');
  return addressOf(parseUri(value));
}

function isCount(value: unknown, most = Number.MAX_SAFE_INTEGER): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
}

/** As many as an answer holds. */
function fit(accounts: readonly Account[], more = false): DirectoryAnswer {
  const people: DirectoryEntry[] = [];
  let length = 0;
  for (const { address, displayName, profile } of accounts) {
    const entry = { uri: address, displayName, ...profile };
    length += JSON.stringify(entry).length;
    if (length > ANSWER_LENGTH && people.length > 0) return { people, more: true };
    people.push(entry);
  }
  return { people, more };
}
