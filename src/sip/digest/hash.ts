import { encodeUtf8, toHex } from '../codec/index.js';

/** The digest algorithms that are spoken. RFC 8760 §2.1; MD5 for old phones. */
export type Algorithm = 'MD5' | 'SHA-256';

/** Words of 32 bits. Both algorithms turn some of them into as many others, for each 64 bytes of the text. */
type Words = readonly number[];

interface Steps {
  /** The words before the first block. */
  readonly start: Words;
  readonly littleEndian: boolean;
  /** The words that are added to those before, given the 16 words of a block. */
  readonly mix: (before: Words, block: Words) => Words;
}

/** The 64 primes that SHA-256 is made of, 2 to 311. */
const PRIMES = Array.from({ length: 310 }, (_, index) => index + 2).filter(isPrime);
/** FIPS 180-4 §4.2.2, §5.3.3, and RFC 1321 §3.4. None of them is so near to an integer that an inexact root would show. */
const SHA256_ADDED = PRIMES.map(prime => fraction(Math.cbrt(prime)));
const SHA256_START = PRIMES.slice(0, 8).map(prime => fraction(Math.sqrt(prime)));
const MD5_ADDED = PRIMES.map((_, index) => fraction(Math.abs(Math.sin(index + 1))));
/** For each of the four rounds: which word of the block is taken next, and how far it is rotated. */
const MD5_ROUNDS = [
  [0, 1, 7, 12, 17, 22],
  [1, 5, 5, 9, 14, 20],
  [5, 3, 4, 11, 16, 23],
  [0, 7, 6, 10, 15, 21],
] as const;

const STEPS: Readonly<Record<Algorithm, Steps>> = {
  MD5: { start: [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476], littleEndian: true, mix: mixMd5 },
  'SHA-256': { start: SHA256_START, littleEndian: false, mix: mixSha256 },
};

/** The hash of the text's UTF-8, in lower-case hexadecimal. RFC 1321, FIPS 180-4. */
export function hash(algorithm: Algorithm, text: string): string {
  const { start, littleEndian, mix } = STEPS[algorithm];
  const bytes = encodeUtf8(text);
  // A bit that is set, zeros, and at the end the length in bits fill the last block.
  const view = new DataView(new ArrayBuffer(((bytes.length + 72) >> 6) << 6));
  new Uint8Array(view.buffer).set(bytes);
  view.setUint8(bytes.length, 0x80);
  view.setUint32(view.byteLength - (littleEndian ? 8 : 4), bytes.length * 8, littleEndian);
  let words = start;
  for (let offset = 0; offset < view.byteLength; offset += 64) {
    const block = Array.from({ length: 16 }, (_, index) => view.getUint32(offset + index * 4, littleEndian));
    const mixed = mix(words, block);
    words = words.map((word, index) => (word + (mixed[index] ?? 0)) | 0);
  }
  words.forEach((word, index) => view.setInt32(index * 4, word, littleEndian));
  return toHex(new Uint8Array(view.buffer), 0, words.length * 4);
}

/** RFC 1321 §3.4. */
function mixMd5([a = 0, b = 0, c = 0, d = 0]: Words, block: Words): Words {
  MD5_ADDED.forEach((added, index) => {
    const round = index >> 4;
    const { 0: first, 1: step, [2 + (index & 3)]: bits = 0 } = MD5_ROUNDS[round] ?? MD5_ROUNDS[0];
    const choices = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)];
    const sum = (a + added + (choices[round] ?? 0) + (block[(first + index * step) & 15] ?? 0)) | 0;
    [a, b, c, d] = [d, (b + rotate(sum, bits)) | 0, b, c];
  });
  return [a, b, c, d];
}

/** FIPS 180-4 §6.2.2. */
function mixSha256([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0]: Words, block: Words): Words {
  const schedule = [...block];
  const at = (index: number): number => schedule[index] ?? 0;
  SHA256_ADDED.forEach((added, index) => {
    const word = at(index);
    const early = at(index + 1);
    const late = at(index + 14);
    const spread = (rotate(early, 25) ^ rotate(early, 14) ^ (early >>> 3)) + at(index + 9);
    schedule.push((word + spread + (rotate(late, 15) ^ rotate(late, 13) ^ (late >>> 10))) | 0);
    const sum = h + (rotate(e, 26) ^ rotate(e, 21) ^ rotate(e, 7)) + ((e & f) ^ (~e & g)) + added + word;
    const other = (rotate(a, 30) ^ rotate(a, 19) ^ rotate(a, 10)) + ((a & b) ^ (a & c) ^ (b & c));
    [a, b, c, d, e, f, g, h] = [(sum + other) | 0, a, b, c, (d + sum) | 0, e, f, g];
  });
  return [a, b, c, d, e, f, g, h];
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> -bits);
}

/** The first 32 bits behind the point. */
function fraction(number: number): number {
  return (number * 2 ** 32) | 0;
}

function isPrime(number: number): boolean {
  for (let divisor = 2; divisor < number; divisor++) if (number % divisor === 0) return false;
  return true;
}
