import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readMessage } from '../../src/server/read-message.js';
import { parseMessage, SipSyntaxError, type SipResponse } from '../../src/sip/codec/index.js';

const LINES = [
  'SIP/2.0 200 OK',
  'Via: SIP/2.0/WS contoso.example;branch=z9hG4bK4f1e.17',
  'From: <sip:chat-1@contoso.example>;tag=a',
  'To: "Bob" <sip:bob@contoso.example>;tag=b',
  'Call-ID: c1',
  'CSeq: 17 MESSAGE',
  'User-Agent: phone',
  'Content-Length: 2',
  '',
  'ok',
];

function textWith(change: (line: string) => string): string {
  return LINES.map(change).join('\r\n');
}

const NAMES = 'kind status reason from to callId cseq contact route recordRoute maxForwards headers body'.split(' ');

function assertSame(text: string): void {
  const [read, parsed] = [readMessage(text), parseMessage(text)] as unknown as Record<string, unknown>[];
  for (const name of NAMES) assert.deepEqual(read?.[name], parsed?.[name], name);
  const branches = [read, parsed].map(message =>
    (message as unknown as SipResponse).via.map(via => via.params.get('branch')),
  );
  assert.deepEqual(branches[0], branches[1]);
}

describe('readMessage()', () => {
  it('gives what parseMessage() gives, however it is written', () => {
    assertSame(textWith(line => line));
    assertSame(textWith(line => line.replace('200 OK', '202 ')));
    assertSame(textWith(line => line.replace('200 OK', '404 Not Found')));
    assertSame(textWith(line => line.replace('MESSAGE', 'INVITE')));
    assertSame(textWith(line => line.replace('branch', 'rport;branch')));
    assertSame(textWith(line => line.replace('.17', '.17;received=192.0.2.1')));
    assertSame(textWith(line => line.replace(/^Via: .*/, '$&\r\nVia: SIP/2.0/WS proxy.example;branch=z9hG4bK2')));
    assertSame(textWith(line => line.replace(/^Via: .*/, '$&\r\nv: SIP/2.0/WS proxy.example;branch=z9hG4bK2')));
    assertSame(textWith(line => line.replace(/^Via: .*/, '$&, SIP/2.0/WS proxy.example;branch=z9hG4bK2')));
    assertSame(textWith(line => line.replace(/^Via: .*/, '$&\r\n ;rport=1')));
    assertSame(textWith(line => line.replace(/^CSeq: /, 'cseq:')));
    assertSame(textWith(line => line.replace(/^ok$/, 'OK')));
    assertSame(`\r\n${textWith(line => line)}`);
    assertSame(textWith(line => line.replace(/^SIP.*/, 'MESSAGE sip:bob@contoso.example SIP/2.0')));
  });

  it('refuses what has no CSeq, though its body has', () => {
    const text = textWith(line => line.replace(/^CSeq: .*/, 'X: y').replace(/^ok$/, '\r\nCSeq: 17 MESSAGE\r\n'));
    assert.throws(() => readMessage(text), SipSyntaxError);
  });

  it('does not look at the rest of a 200 to a MESSAGE before it is asked for', () => {
    const message = readMessage(textWith(line => line.replace(/^To: .*/, 'To: no address')));
    assert.equal(message.cseq.sequence, 17);
    assert.throws(() => message.to, SipSyntaxError);
  });

  it('reads bytes', () => {
    const bytes = new TextEncoder().encode(textWith(line => line));
    assert.deepEqual(readMessage(bytes), parseMessage(bytes));
  });
});
