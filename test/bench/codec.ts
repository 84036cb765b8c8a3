import { formatMessage, parseMessage } from '../../src/sip/codec/index.js';

const CPIM = [
  'From: "Alice" <sip:alice@contoso.example>',
  'To: <sip:chat-7d2jk3@contoso.example>',
  'DateTime: 2026-11-20T12:00:00.000Z',
  'NS: imdn <urn:ietf:params:imdn>',
  'imdn.Message-ID: 5a1c9f0e2b7d',
  '',
  'Content-Type: text/plain',
  '',
  'The quick brown fox jumps over the lazy dog.',
].join('\r\n');

/** A MESSAGE of about 600 bytes, as the client writes it. */
const MESSAGE = [
  'MESSAGE sip:chat-7d2jk3@contoso.example SIP/2.0',
  'Via: SIP/2.0/WS df7jal23ls0d.invalid;branch=z9hG4bK56sdasks',
  'Max-Forwards: 70',
  'From: "Alice" <sip:alice@contoso.example>;tag=asdyka899',
  'To: <sip:bob@contoso.example>;tag=1928301774',
  'Call-ID: asidkj3ss8d7f6',
  'CSeq: 17 MESSAGE',
  'Content-Type: message/cpim',
  `Content-Length: ${CPIM.length}`,
  '',
  CPIM,
].join('\r\n');

/** Microseconds for each operation of the codec on one such MESSAGE. */
export function measureCodec(): { bytes: number; parseMicros: number; formatMicros: number } {
  const parsed = parseMessage(MESSAGE);
  return {
    bytes: MESSAGE.length,
    parseMicros: microsEach(() => parseMessage(MESSAGE)),
    formatMicros: microsEach(() => formatMessage(parsed)),
  };
}

function microsEach(operation: () => unknown): number {
  const rounds = 200_000;
  let best = Infinity;
  for (let run = 0; run < 4; run += 1) {
    const start = performance.now();
    for (let i = 0; i < rounds; i += 1) operation();
    best = Math.min(best, ((performance.now() - start) * 1000) / rounds);
  }
  return best;
}
