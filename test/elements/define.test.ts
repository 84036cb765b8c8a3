import { expect } from '@open-wc/testing';
import { define } from '../../src/elements/define.js';
import { defineElements } from '../../src/elements/index.js';

describe('define()', () => {
  it('does nothing the second time', () => {
    class OneTwo extends HTMLElement {}
    define('one-two', OneTwo);
    define('one-two', OneTwo);
    expect(customElements.get('one-two')).to.equal(OneTwo);
  });

  it('warns once, and never throws, when another copy of the script was first', () => {
    const warnings: unknown[] = [];
    const { warn } = console;
    console.warn = (text: unknown) => warnings.push(text);
    try {
      for (const tag of ['two-copies-a', 'two-copies-b']) {
        const first = class extends HTMLElement {};
        define(tag, first);
        define(tag, class extends HTMLElement {});
        expect(customElements.get(tag)).to.equal(first);
      }
    } finally {
      console.warn = warn;
    }
    expect(warnings).to.have.lengthOf(1);
  });
});

describe('defineElements()', () => {
  it('registers every element, and may be called again', () => {
    defineElements();
    defineElements();
    for (const tag of [
      'chat-provider',
      'chat-conversation',
      'chat-invitations',
      'message-list',
      'message-composer',
      'participant-list',
      'participant-add',
    ]) {
      expect(customElements.get(tag), tag).to.be.a('function');
    }
  });
});
