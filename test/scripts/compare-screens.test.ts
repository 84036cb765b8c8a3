import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, pack, readPng, writePng } from '../../scripts/screens/compare.mjs';

/** A picture of `size` × `size` pixels, of the colour that `colourAt` gives for each. */
function picture(size: number, colourAt: (x: number, y: number) => readonly [number, number, number]): Uint8Array {
  const pixels = Array.from({ length: size * size }, (_, at) => [...colourAt(at % size, Math.floor(at / size)), 255]);
  return writePng(size, size, new Uint8Array(pixels.flat()));
}

const white = [255, 255, 255] as const;
const black = [0, 0, 0] as const;

test('compare() finds nothing between pictures that look the same', () => {
  const before = picture(40, (x, y) => (x > 10 && y > 20 ? [30, 60, 90] : white));
  const now = picture(40, (x, y) => (x > 10 && y > 20 ? [31, 60, 91] : white));
  assert.equal(compare(before, now), undefined);
});

test('compare() finds a small word, and shows where', () => {
  const before = picture(40, () => white);
  const now = picture(40, (x, y) => (y === 20 && x > 10 && x < 18 ? black : white));
  const found = compare(before, now);
  assert.equal(found?.what, 'differs in 7 pixels');
  assert.equal(readPng(found.difference ?? now).width, 40);
});

test('compare() finds another size', () => {
  const found = compare(
    picture(40, () => white),
    picture(41, () => white),
  );
  assert.equal(found?.what, 'is 41 × 41 pixels, and was 40 × 40');
});

test('pack() makes a picture of few colours smaller, and changes no pixel', () => {
  const before = picture(64, (x, y) => [(x * x * 31 + y * y * 17) % 100, 0, 7]);
  const packed = pack(before);
  assert.ok(packed.length < before.length);
  assert.deepEqual(readPng(packed).data, readPng(before).data);
});

test('pack() leaves a picture as it is that 256 colours are too few for', () => {
  const before = picture(64, (x, y) => [x * 4, y * 4, (x * y) % 256]);
  assert.equal(pack(before), before);
});
