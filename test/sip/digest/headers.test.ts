import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  answerChallenges,
  formatChallenge,
  parseChallenge,
  parseCredentials,
  type Challenge,
} from '../../../src/sip/digest/index.js';
import { SipSyntaxError } from '../../../src/sip/codec/index.js';
import { lineText, record, token } from '../codec/arbitrary.js';

test('parseChallenge() reads a challenge in whatever order, case and spacing', () => {
  const text =
    'DIGEST  Nonce="a,b=c" , realm="The \\"realm\\"",QOP="auth, auth-int",stale=TRUE,algorithm=SHA-256,domain="x"';
  assert.deepEqual(parseChallenge(text), {
    realm: 'The "realm"',
    nonce: 'a,b=c',
    algorithm: 'SHA-256',
    qop: ['auth', 'auth-int'],
    opaque: undefined,
    stale: true,
  });
  assert.equal(parseChallenge('Digest realm="r", nonce="n"')?.algorithm, 'MD5');
});

test('parseChallenge() has nothing to say to other schemes', () => {
  assert.equal(parseChallenge('Bearer authz_server="https://as.contoso.example"'), undefined);
  assert.equal(parseChallenge('Digest'), undefined);
  assert.equal(parseChallenge(''), undefined);
});

test('parseChallenge() refuses a broken challenge', () => {
  for (const text of [
    'Digest realm="r"',
    'Digest nonce="n"',
    'Digest realm="r", nonce="n", nonce="m"',
    'Digest realm="r, nonce="n"',
    'Digest realm="r",,nonce="n"',
    'Digest realm="r"; nonce="n" x',
  ]) {
    assert.throws(() => parseChallenge(text), SipSyntaxError, text);
  }
});

test('formatChallenge() quotes what RFC 7616 §3.3 wants quoted', () => {
  const challenge = { realm: 'contoso', nonce: 'n', algorithm: 'SHA-256', qop: ['auth'], opaque: 'o', stale: true };
  const text = 'Digest realm="contoso", nonce="n", algorithm=SHA-256, qop="auth", opaque="o", stale=true';
  assert.equal(formatChallenge(challenge), text);
  assert.throws(() => formatChallenge({ ...challenge, realm: 'a\r\nX: y' }), TypeError);
  assert.throws(() => formatChallenge({ ...challenge, algorithm: 'MD5, x' }), TypeError);
});

test('parseCredentials() reads what baresip and linphone send', () => {
  const text =
    'Digest realm="contoso.test", nonce="abc", algorithm=MD5, username="carol",  uri="sip:contoso.test", ' +
    'response="00112233445566778899aabbccddeeff", cnonce="0a4f113b", nc=0000000A, qop=auth';
  assert.deepEqual(parseCredentials(text), {
    username: 'carol',
    realm: 'contoso.test',
    nonce: 'abc',
    uri: 'sip:contoso.test',
    response: '00112233445566778899aabbccddeeff',
    algorithm: 'MD5',
    opaque: undefined,
    qop: 'auth',
    cnonce: '0a4f113b',
    nonceCount: '0000000A',
  });
});

test('parseCredentials() refuses credentials that lack something, and leaves other schemes alone', () => {
  const whole =
    'Digest username="u", realm="r", nonce="n", uri="sip:x", response="0", qop=auth, cnonce="c", nc=00000001';
  assert.ok(parseCredentials(whole));
  for (const part of [
    'username="u", ',
    'realm="r", ',
    'nonce="n", ',
    'uri="sip:x", ',
    'response="0", ',
    ', nc=00000001',
    'cnonce="c", ',
  ]) {
    assert.throws(() => parseCredentials(whole.replace(part, '')), SipSyntaxError, part);
  }
  assert.throws(() => parseCredentials(whole.replace('nc=00000001', 'nc=1')), SipSyntaxError);
  assert.equal(parseCredentials('Bearer abc'), undefined);
});

const opaque = fc.option(lineText, { nil: undefined });
/** A list in one value: without commas and spaces. */
const qop = fc.uniqueArray(fc.constantFrom('auth', 'auth-int', 'x'));

test('parseChallenge(formatChallenge(c)) equals c', () => {
  const challenge: fc.Arbitrary<Challenge> = record({
    realm: lineText,
    nonce: lineText,
    algorithm: token,
    qop,
    opaque,
    stale: fc.boolean(),
  });
  fc.assert(fc.property(challenge, value => assert.deepEqual(parseChallenge(formatChallenge(value)), value)));
});

test('parseCredentials() reads back what answerChallenges() was given', () => {
  const challenge = record({
    realm: lineText,
    nonce: lineText,
    algorithm: fc.constantFrom('MD5', 'md5', 'SHA-256'),
    qop: fc.constantFrom(['auth'], ['auth-int', 'auth'], []),
    opaque,
    stale: fc.boolean(),
  });
  const answer = record({
    username: lineText,
    password: lineText,
    method: token,
    uri: lineText,
    cnonce: lineText,
    nonceCount: fc.nat(0xffffffff),
  });
  fc.assert(
    fc.property(challenge, answer, (asked, given) => {
      const { response, nonceCount, ...rest } = parseCredentials(answerChallenges([asked], given) ?? '') ?? {};
      const { username, uri } = given;
      const { realm, nonce, algorithm } = asked;
      const protection =
        asked.qop.length > 0 ? { qop: 'auth', cnonce: given.cnonce } : { qop: undefined, cnonce: undefined };
      assert.deepEqual(rest, { username, uri, realm, nonce, algorithm, opaque: asked.opaque, ...protection });
      assert.equal(nonceCount && parseInt(nonceCount, 16), asked.qop.length > 0 ? given.nonceCount : undefined);
      assert.match(response ?? '', /^(?:[0-9a-f]{32}){1,2}$/);
    }),
  );
});

test('answerChallenges() refuses a line break in a name', () => {
  const challenge = parseChallenge('Digest realm="r", nonce="n"');
  assert.ok(challenge);
  const answer = { username: 'a\r\nX: y', password: 'p', method: 'M', uri: 'sip:x', cnonce: 'c', nonceCount: 1 };
  assert.throws(() => answerChallenges([challenge], answer), TypeError);
});
