import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { indexedPng } from './indexed-png.mjs';

/** How far a colour may be off, from 0 to 1, before it counts; edges of letters do not count at all. */
const COLOUR_TOLERANCE = 0.1;

/** How many pixels may be off: less than a full stop has. */
const PIXELS = 4;

/**
 * What is different between two pictures, as PNG: in words, and as a picture where there can be one. Nothing, when they
 * look the same.
 *
 * @param {Uint8Array} before
 * @param {Uint8Array} now
 * @returns {{ what: string, difference?: Uint8Array } | undefined}
 */
export function compare(before, now) {
  const [a, b] = [readPng(before), readPng(now)];
  if (a.width !== b.width || a.height !== b.height)
    return { what: `is ${b.width} × ${b.height} pixels, and was ${a.width} × ${a.height}` };
  const difference = new PNG({ width: a.width, height: a.height });
  const count = pixelmatch(a.data, b.data, difference.data, a.width, a.height, { threshold: COLOUR_TOLERANCE });
  return count > PIXELS ? { what: `differs in ${count} pixels`, difference: PNG.sync.write(difference) } : undefined;
}

/**
 * The same picture in fewer bytes, for the eye.
 *
 * @param {Uint8Array} picture
 * @returns {Uint8Array}
 */
export function pack(picture) {
  const packed = indexedPng(readPng(picture));
  return compare(packed, picture) ? picture : packed;
}

/**
 * @param {Uint8Array} picture
 * @returns {{ width: number, height: number, data: Uint8Array }} Four bytes for each pixel.
 */
export function readPng(picture) {
  return PNG.sync.read(Buffer.from(picture));
}

/**
 * @param {number} width
 * @param {number} height
 * @param {Uint8Array} data - Four bytes for each pixel.
 * @returns {Uint8Array}
 */
export function writePng(width, height, data) {
  const png = new PNG({ width, height });
  png.data.set(data);
  return PNG.sync.write(png);
}
