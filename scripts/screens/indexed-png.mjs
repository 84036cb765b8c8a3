import { deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const INDEXED_COLOUR = 3;
const MOST_COLOURS = 256;

/**
 * Writes a PNG of at most 256 colours: half the bytes of one of all colours. Of more, which are the edges of letters, the
 * rare ones become the nearest frequent one.
 *
 * @param {{ width: number, height: number, data: Uint8Array }} picture - Four bytes for each pixel, opaque.
 * @returns {Buffer} PNG, ISO/IEC 15948.
 */
export function indexedPng({ width, height, data }) {
  const counts = new Map();
  const colourAt = at => (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
  for (let at = 0; at < data.length; at += 4) counts.set(colourAt(at), (counts.get(colourAt(at)) ?? 0) + 1);
  const colours = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a - b);
  const palette = colours.slice(0, MOST_COLOURS);
  const indexes = new Map(colours.map((colour, at) => [colour, at < MOST_COLOURS ? at : nearest(palette, colour)]));
  const rows = Buffer.alloc((width + 1) * height); // each begins with its filter, 0
  for (let y = 0, from = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, from += 4) rows[y * (width + 1) + 1 + x] = indexes.get(colourAt(from));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, INDEXED_COLOUR], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(bytesOf))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const bytesOf = colour => [colour >> 16, (colour >> 8) & 255, colour & 255];

function nearest(palette, colour) {
  const [red, green, blue] = bytesOf(colour);
  const distances = palette.map(other => {
    const [r, g, b] = bytesOf(other);
    return (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
  });
  return distances.indexOf(Math.min(...distances));
}

function chunk(type, content) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** As in PNG, Annex D. Node's own comes with 22. */
function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
