import { expect } from '@open-wc/testing';
import { splitLinks } from '../../src/elements/split-links.js';

const linksIn = (text: string): (string | undefined)[] =>
  splitLinks(text)
    .map(piece => piece.href)
    .filter(Boolean);

describe('splitLinks()', () => {
  it('gives back the whole text in pieces', () => {
    const text = 'a http://x.example/1, b (https://y.example) javascript:z <b> mailto:a@b.example!';
    expect(
      splitLinks(text)
        .map(piece => piece.text)
        .join(''),
    ).to.equal(text);
  });

  it('links http, https, mailto, tel and sip', () => {
    for (const link of [
      'http://a.example/',
      'https://a.example/b?c#d',
      'mailto:a@b.example',
      'tel:+4930',
      'sip:bob@b.example',
    ]) {
      expect(linksIn(`see ${link} there`)).to.deep.equal([link]);
    }
  });

  it('leads to the host that the browser reads, in ASCII', () => {
    expect(linksIn('https://аpple.example/x')).to.deep.equal(['https://xn--pple-43d.example/x']);
  });

  it('makes no link of an address with a name before its host', () => {
    expect(linksIn('https://contoso.example@evil.example/ https://a:b@evil.example')).to.deep.equal([]);
  });

  it('links nothing else', () => {
    const hostile =
      'javascript:alert(1) data:text/html,x vbscript:x file:///etc ftp://a blob:x xhttp://a http:// https://';
    expect(linksIn(hostile)).to.deep.equal([]);
  });

  it('leaves the end of the sentence outside', () => {
    expect(linksIn('See https://a.example/x. (https://b.example/y) "https://c.example"!')).to.deep.equal([
      'https://a.example/x',
      'https://b.example/y',
      'https://c.example/',
    ]);
  });

  it('keeps a bracket that was opened inside', () => {
    expect(linksIn('https://a.example/wiki/Chat_(computing).')).to.deep.equal([
      'https://a.example/wiki/Chat_(computing)',
    ]);
  });

  it('reads a long hostile text in one pass', () => {
    const text = 'http://'.repeat(20_000) + ')'.repeat(20_000);
    expect(
      splitLinks(text)
        .map(piece => piece.text)
        .join(''),
    ).to.equal(text);
  });
});
