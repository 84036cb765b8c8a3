import type { Account } from '../accounts.js';
import { foldWords } from './fold-words.js';
import { Turns } from '../turns.js';

/** How many accounts are looked through, or sorted, between two looks at the clock. */
const BLOCK_SIZE = 500;

/** Some accounts whose names follow each other, and the words that each can be found by, as one text. */
interface Block {
  readonly accounts: readonly Account[];
  /** For each account a line; before each word a space. */
  readonly text: string;
  /** Where each line ends. */
  readonly ends: readonly number[];
}

/** What a search has found. */
export interface Found {
  readonly accounts: readonly Account[];
  /** Whether there are more. */
  readonly more: boolean;
}

/**
 * Accounts in the order of their names, to be looked through fast: the search of a text in a long text is what the machine does
 * best, and needs no memory beyond the text. Nothing here keeps others waiting: see `Turns`.
 */
export class PeopleIndex {
  readonly #blocks: readonly Block[];

  private constructor(blocks: readonly Block[]) {
    this.#blocks = blocks;
  }

  static async of(accounts: Iterable<Account>): Promise<PeopleIndex> {
    const turns = new Turns();
    const runs: Line[][] = [[]];
    for (const account of accounts) {
      const run = runs.at(-1);
      run?.push(lineOf(account));
      if (run?.length !== BLOCK_SIZE) continue;
      runs.push([]);
      await turns.next();
    }
    const lines = await sortRuns(runs, turns);
    const blocks: Block[] = [];
    for (let at = 0; at < lines.length; at += BLOCK_SIZE) {
      blocks.push(blockOf(lines.slice(at, at + BLOCK_SIZE)));
      await turns.next();
    }
    return new PeopleIndex(blocks);
  }

  /**
   * Who is found by all of the words: first those in whom every word is the beginning of one of theirs, then those who have
   * each somewhere; both in the order of the names.
   * @param skip - So many of them are left out.
   * @param limit - At most so many.
   * @param without - Who is left out in any case.
   */
  async search(words: readonly string[], skip: number, limit: number, without: Account): Promise<Found> {
    const found: Account[] = [];
    if (words.length === 0) return { accounts: found, more: false };
    const turns = new Turns();
    const enough = skip + limit + 1;
    const beginnings = words.map(word => ` ${word}`);
    for (const [wanted, unwanted] of [
      [beginnings, undefined],
      [words, beginnings],
    ] as const) {
      for (const block of this.#blocks) {
        for (const account of matches(block, wanted, unwanted)) {
          if (account.address !== without.address) found.push(account);
        }
        if (found.length >= enough) break;
        await turns.next();
      }
    }
    return { accounts: found.slice(skip, skip + limit), more: found.length >= enough };
  }
}

interface Line {
  readonly account: Account;
  /** The name's words first. */
  readonly text: string;
}

function lineOf(account: Account): Line {
  const { address, displayName, profile } = account;
  const texts = [displayName, address.slice('sip:'.length), ...(profile.emails ?? [])];
  return { account, text: texts.flatMap(text => foldWords(text).map(word => ` ${word}`)).join('') };
}

function compareLines(a: Line, b: Line): number {
  if (a.text === b.text) return a.account.address < b.account.address ? -1 : 1;
  return a.text < b.text ? -1 : 1;
}

/** All lines in order. Sorting a hundred thousand in one turn would keep others waiting. */
async function sortRuns(unsorted: readonly Line[][], turns: Turns): Promise<readonly Line[]> {
  let runs: (readonly Line[])[] = [];
  for (const run of unsorted) {
    runs.push(run.sort(compareLines));
    await turns.next();
  }
  while (runs.length > 1) {
    const merged: (readonly Line[])[] = [];
    for (let at = 0; at < runs.length; at += 2) merged.push(await merge(runs[at] ?? [], runs[at + 1] ?? [], turns));
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge(a: readonly Line[], b: readonly Line[], turns: Turns): Promise<readonly Line[]> {
  const merged: Line[] = [];
  let taken = 0; // of `a`
  while (merged.length < a.length + b.length) {
    const [one, other] = [a[taken], b[merged.length - taken]];
    const next = one && (!other || compareLines(one, other) < 0) ? one : other;
    if (!next) break;
    if (next === one) taken++;
    merged.push(next);
    if (merged.length % BLOCK_SIZE === 0) await turns.next();
  }
  return merged;
}

function blockOf(lines: readonly Line[]): Block {
  const ends: number[] = [];
  let end = -1;
  for (const { text } of lines) ends.push((end += text.length + 1));
  return { accounts: lines.map(({ account }) => account), text: lines.map(({ text }) => text).join('\n'), ends };
}

/** Those in whose lines all of `wanted` are, but not all of `unwanted`. */
function* matches({ accounts, text, ends }: Block, wanted: readonly string[], unwanted?: readonly string[]) {
  const [rarest = ''] = [...wanted].sort((a, b) => b.length - a.length); // most likely
  let line = 0;
  let start = 0;
  for (let at = text.indexOf(rarest); at >= 0; at = text.indexOf(rarest, start)) {
    for (let end = ends[line] ?? 0; at > end; end = ends[line] ?? 0) {
      line++;
      start = end + 1;
    }
    const own = text.slice(start, ends[line]);
    const account = accounts[line];
    if (account && wanted.every(word => own.includes(word)) && !unwanted?.every(word => own.includes(word)))
      yield account;
    start = (ends[line] ?? text.length) + 1;
    line++;
  }
}
