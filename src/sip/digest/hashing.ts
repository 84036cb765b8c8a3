import { hash, type Algorithm } from './hash.js';

/** Something made of hashes: it asks for each by `yield`, so that whoever runs it may wait for one. */
export type Hashing<T> = Generator<readonly [algorithm: Algorithm, text: string], T, string>;

/** Runs it with hashes of our own. */
export function runHashing<T>(hashing: Hashing<T>): T {
  let step = hashing.next();
  while (!step.done) step = hashing.next(hash(...step.value));
  return step.value;
}
