import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  answerChallenges,
  ha1,
  parseCredentials,
  verifyCredentials,
  type Algorithm,
  type Answer,
  type Challenge,
  type Credentials,
} from '../../../src/sip/digest/index.js';

const challenge = (algorithm: string, rest: Partial<Challenge> = {}): Challenge => ({
  realm: 'http-auth@example.org',
  nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
  algorithm,
  qop: ['auth', 'auth-int'],
  opaque: 'FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS',
  stale: false,
  ...rest,
});

const ANSWER = {
  username: 'Mufasa',
  password: 'Circle of Life',
  method: 'GET',
  uri: '/dir/index.html',
  cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
  nonceCount: 1,
};

const answer = (challenges: readonly Challenge[], values: Answer = ANSWER): Credentials | undefined =>
  parseCredentials(answerChallenges(challenges, values) ?? '');

test('answerChallenges() gives the responses of RFC 7616 §3.9.1', () => {
  const responseTo = (algorithm: string): string | undefined => answer([challenge(algorithm)])?.response;
  assert.equal(responseTo('MD5'), '8ca523f5e9506fed4657c9700eebdbec');
  assert.equal(responseTo('SHA-256'), '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1');
});

test('answerChallenges() gives the response of RFC 2617 §3.5', () => {
  const old = challenge('MD5', { realm: 'testrealm@host.com', nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093' });
  const values = { ...ANSWER, password: 'Circle Of Life', cnonce: '0a4f113b' };
  assert.equal(answer([old], values)?.response, '6629fae49393a05397450978507c4ef1');
});

test('answerChallenges() gives a response without qop to a server of RFC 2069', () => {
  const old = challenge('MD5', { realm: 'testrealm@host.com', nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093', qop: [] });
  const credentials = answer([old], { ...ANSWER, password: 'Circle Of Life' });
  // RFC 2617 §3.2.2.1 with these values: KD(H(A1), nonce ":" H(A2)).
  assert.equal(credentials?.response, '670fd8c2df070c60b045671b8b24ff02');
  assert.deepEqual([credentials?.qop, credentials?.cnonce, credentials?.nonceCount], [undefined, undefined, undefined]);
});

test('answerChallenges() answers the topmost challenge that it can', () => {
  const sha256 = challenge('sha-256');
  const md5 = challenge('MD5');
  const unknown = challenge('SHA-512-256');
  const integrityOnly = challenge('SHA-256', { qop: ['auth-int'] });
  assert.equal(answer([unknown, sha256, md5])?.algorithm, 'sha-256');
  assert.equal(answer([md5, sha256])?.algorithm, 'MD5');
  assert.equal(answer([integrityOnly, md5])?.algorithm, 'MD5');
  assert.equal(answerChallenges([unknown, integrityOnly], ANSWER), undefined);
  assert.equal(answerChallenges([], ANSWER), undefined);
});

test('answerChallenges() returns what the server must see again', () => {
  const { response, ...rest } = answer([challenge('SHA-256')], { ...ANSWER, nonceCount: 300 }) ?? {};
  assert.match(response ?? '', /^[0-9a-f]{64}$/);
  assert.deepEqual(rest, {
    username: 'Mufasa',
    realm: 'http-auth@example.org',
    nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
    uri: '/dir/index.html',
    algorithm: 'SHA-256',
    opaque: 'FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS',
    qop: 'auth',
    cnonce: ANSWER.cnonce,
    nonceCount: '0000012c',
  });
});

test('ha1() hashes the UTF-8 of name, realm and password', () => {
  assert.equal(ha1('MD5', 'Mufasa', 'testrealm@host.com', 'Circle Of Life'), '939e7578ed9e3c518a452acee763bce9');
  assert.notEqual(ha1('SHA-256', 'jürgen', 'r', 'p'), ha1('SHA-256', 'jurgen', 'r', 'p'));
});

test('verifyCredentials() is true for what answerChallenges() made, and for nothing else', () => {
  for (const algorithm of ['MD5', 'SHA-256'] satisfies Algorithm[]) {
    for (const qop of [['auth'], []]) {
      const credentials = answer([challenge(algorithm, { qop })]);
      assert.ok(credentials);
      const secret = ha1(algorithm, 'Mufasa', 'http-auth@example.org', 'Circle of Life');
      const expected = { method: 'GET', ha1: secret };
      assert.equal(verifyCredentials(credentials, expected), true);
      assert.equal(verifyCredentials({ ...credentials, response: credentials.response.toUpperCase() }, expected), true);
      assert.equal(verifyCredentials(credentials, { ...expected, method: 'PUT' }), false);
      assert.equal(verifyCredentials(credentials, { ...expected, ha1: ha1(algorithm, 'Mufasa', 'x', 'y') }), false);
      assert.equal(verifyCredentials({ ...credentials, uri: '/other' }, expected), false);
      assert.equal(verifyCredentials({ ...credentials, nonce: 'other' }, expected), false);
      assert.equal(verifyCredentials({ ...credentials, response: credentials.response.slice(1) }, expected), false);
      assert.equal(verifyCredentials({ ...credentials, response: '' }, expected), false);
      assert.equal(verifyCredentials({ ...credentials, algorithm: 'MD5-sess' }, expected), false);
      assert.equal(verifyCredentials({ ...credentials, qop: 'auth-int', cnonce: 'x' }, expected), false);
      assert.equal(verifyCredentials({ ...credentials, qop: 'auth', nonceCount: '00000002' }, expected), false);
    }
  }
});
