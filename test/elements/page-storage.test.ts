import { expect } from '@open-wc/testing';
import { pageStorage } from '../../src/elements/page-storage.js';

describe('pageStorage', () => {
  afterEach(() => pageStorage.set('sip-chat test', ''));

  it('keeps a text in the browser, and forgets it when it is empty', () => {
    pageStorage.set('sip-chat test', 'Hello');
    expect(localStorage.getItem('sip-chat test')).to.equal('Hello');
    expect(pageStorage.get('sip-chat test')).to.equal('Hello');
    pageStorage.set('sip-chat test', '');
    expect(localStorage.getItem('sip-chat test')).to.equal(null);
    expect(pageStorage.get('sip-chat test')).to.equal(undefined);
  });

  it('keeps it for the life of the page where the browser stores nothing, and warns once', () => {
    const warnings: unknown[] = [];
    const { warn } = console;
    const there = Object.getOwnPropertyDescriptor(window, 'localStorage') ?? {};
    console.warn = (...words: unknown[]) => warnings.push(words[0]);
    Object.defineProperty(window, 'localStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('Denied', 'SecurityError');
      },
    });
    try {
      pageStorage.set('sip-chat test', 'Hello');
      expect(pageStorage.get('sip-chat test')).to.equal('Hello');
      pageStorage.set('sip-chat test', '');
      expect(pageStorage.get('sip-chat test')).to.equal(undefined);
      expect(warnings).to.have.length(1);
    } finally {
      console.warn = warn;
      Object.defineProperty(window, 'localStorage', there);
    }
  });
});
