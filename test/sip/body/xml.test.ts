import assert from 'node:assert/strict';
import { test } from 'node:test';
import { childrenOf, formatXml, parseXml, XmlElement } from '../../../src/sip/body/index.js';
import { SipSyntaxError } from '../../../src/sip/codec/index.js';

test('parseXml() reads elements, attributes, text, comments and CDATA, and strips the prefixes of elements', () => {
  const root = parseXml(
    '\ufeff<?xml version="1.0"?>\n<!-- a > b --><c:info xmlns:c="urn:c" xmlns="urn:d" c:state = \'full\' n="&lt;1&#x41;&#66;">' +
      'a &amp; b<c:user/><![CDATA[<x>&amp;]]><user >2</user\n></c:info >\n<!---->',
  );
  assert.equal(root.name, 'info');
  assert.deepEqual(
    [...root.attributes],
    [
      ['xmlns:c', 'urn:c'],
      ['xmlns', 'urn:d'],
      ['c:state', 'full'],
      ['n', '<1AB'],
    ],
  );
  assert.equal(root.text, 'a & b<x>&amp;');
  assert.deepEqual(
    childrenOf(root, 'user').map(user => user.text),
    ['', '2'],
  );
  assert.deepEqual(childrenOf(undefined, 'user'), []);
});

test('parseXml() refuses what it does not understand, and what attacks', () => {
  const bad = [
    '',
    'text',
    '<a>',
    '<a></b>',
    '<x:a></y:a>',
    '<x:a></a>',
    '<a></a b="1">',
    '<a></>',
    '</>',
    '<a/></a>',
    '</a>',
    '<a/><b/>',
    '<a/>text',
    '<a',
    '<a b>',
    '<a b=c/>',
    '<a b="1" b="2"/>',
    '<a b="<"/>',
    '<a>&nbsp;</a>',
    '<a>&constructor;</a>',
    '<a>&#x;</a>',
    '<a>&#99999999999;</a>',
    '<a>&amp</a>',
    '<a>&</a>',
    '<a>&#0;</a>',
    '<a>&#xD800;</a>',
    '<a>&#x110000;</a>',
    '<!DOCTYPE a><a/>',
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    '<?xml-stylesheet href="x"?><a/>',
    '<a><?php x ?></a>',
    '<a><!-- </a>',
    '<a><![CDATA[ </a>',
    '< a/>',
    '<1a/>',
  ];
  for (const text of bad) assert.throws(() => parseXml(text), SipSyntaxError, text);
});

test('parseXml() refuses more than its limits', () => {
  const nested = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth);
  assert.equal(parseXml(nested(16)).name, 'a');
  assert.throws(() => parseXml(nested(17)), SipSyntaxError);
  assert.throws(() => parseXml(nested(10_000)), SipSyntaxError);
  const long = (length: number): string => `<a>${'x'.repeat(length - 7)}</a>`;
  assert.equal(parseXml(long(262_144)).text.length, 262_137);
  assert.throws(() => parseXml(long(262_145)), SipSyntaxError);
});

test('formatXml() escapes text and attributes, and refuses names that are none', () => {
  assert.equal(
    formatXml(XmlElement('a', { b: '"<\n' }, [XmlElement('c', {}, '&'), XmlElement('d')])),
    '<?xml version="1.0" encoding="UTF-8"?>\r\n<a b="&#34;&#60;&#10;"><c>&#38;</c><d/></a>',
  );
  // What no XML can hold is replaced, so that the text stays XML.
  assert.equal(parseXml(formatXml(XmlElement('a', {}, '\0\ud800\ufffe'))).text, '\ufffd\ufffd\ufffd');
  assert.throws(() => formatXml(XmlElement('a b')), TypeError);
  assert.throws(() => formatXml(XmlElement('a', { 'b="1"': '' })), TypeError);
});
