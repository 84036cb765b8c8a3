import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { htmlToText, textToHtml } from '../../src/model/html-text.js';

for (const [html, text] of [
  ['', ''],
  ['plain', 'plain'],
  ['<b>bold</b> and <i>italic</i>', 'bold and italic'],
  ['1 &lt; 2 &amp;&amp; 3 &gt; 2', '1 < 2 && 3 > 2'],
  ['&quot;&apos;&#39;&#x27;&hellip;', "\"'''…"],
  ['&copy;&reg;&trade;&euro;&bull;&ndash;&mdash;', '©®™€•–—'],
  ['&lsquo;&rsquo;&ldquo;&rdquo;&laquo;&raquo;', '‘’“”«»'],
  ['&amp;lt;', '&lt;'],
  ['&l;&amp &quo;&llip;&ampt;', '&l;&amp &quo;&llip;&ampt;'],
  ['&unknown; &lt &', '&unknown; &lt &'],
  ['&#0;&#xD800;&#x110000;', '\ufffd\ufffd\ufffd'],
  ['&#x1F600;', '😀'],
  ['a<br>b<br/>c<BR />d', 'a\nb\nc\nd'],
  ['<p>one</p><p>two</p>', 'one\ntwo'],
  ['<div>one<div>two</div></div>three', 'one\ntwo\nthree'],
  ...['address', 'article', 'footer', 'form', 'header', 'main', 'section'].map(
    tag => [`one<${tag}>two</${tag}>three`, 'one\ntwo\nthree'] as const,
  ),
  ['<p>one</p>\n\n<p>two</p>\n', 'one\ntwo'],
  ['<ul><li>one</li><li>two</li></ul>', 'one\ntwo'],
  ['  a \n\t b  ', 'a b'],
  ['a&nbsp;&nbsp;b', 'a  b'],
  ['<pre>  a\r\n  b</pre>', '  a\n  b'],
  ['a<script>alert("</p>")</script>b', 'ab'],
  ['<style>p > a {}</style >text', 'text'],
  ['<SCRIPT>x</sCrIpT>y', 'y'],
  ['a<!-- <b>no</b> -->b', 'ab'],
  ['<!doctype html><?xml?>a', 'a'],
  ['<a title="a > b" href=\'x>y\'>link</a>', 'link'],
  ['<a title=a"b>c">d', 'c">d'],
  ['1 < 2 and 3 <4', '1 < 2 and 3 <4'],
  ['a<b', 'a'],
  ['a<b title="', 'a'],
  ['a<!-- unfinished', 'a'],
  ['a<script>unfinished', 'a'],
  ['a</p', 'a'],
] as const) {
  test(`htmlToText() makes ${JSON.stringify(text)} of ${JSON.stringify(html)}`, () => {
    assert.equal(htmlToText(html), text);
  });
}

test('textToHtml() leaves no markup', () => {
  assert.equal(
    textToHtml('<img src=x onerror="a()">&amp;\'\r\nb'),
    '&#60;img src=x onerror=&#34;a()&#34;&#62;&#38;amp;&#39;<br>b',
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      assert.doesNotMatch(textToHtml(text).replaceAll('<br>', ''), /[<>"']|&(?!#\d+;|nbsp;)/);
    }),
  );
});

test('htmlToText(textToHtml(text)) === text', () => {
  const special = fc.constantFrom(' ', '  ', '\n', '\t', '<', '>', '&', '&lt;', '"', "'", '<br>', '</p>', 'a', '😀');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(special).map(parts => parts.join('')),
      ),
      given => {
        const text = given.replace(/[\r\u00a0]/g, '');
        assert.equal(htmlToText(textToHtml(text)), text);
      },
    ),
  );
});

test('htmlToText() gets through hostile input, which quadratic time would not', () => {
  const times = 300_000;
  for (const [piece, text] of [
    ['<a ', ''],
    ['<a b="', ''],
    ["<a b='", ''],
    ['<!--', ''],
    ['</', ''],
    ['<script>', ''],
    ['<script></script>', ''],
    ['<pre> ', Array(times).fill(' ').join('\n')],
    ['<', '<'.repeat(times)],
    ['&', '&'.repeat(times)],
    ['&#', '&#'.repeat(times)],
    [' ', ''],
    [' <b> ', ''],
  ] as const) {
    assert.ok(htmlToText(piece.repeat(times)) === text, piece);
  }
});
