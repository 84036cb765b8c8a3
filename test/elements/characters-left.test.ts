import { expect } from '@open-wc/testing';
import { charactersLeft } from '../../src/elements/characters-left.js';

describe('charactersLeft()', () => {
  it('counts characters as people do', () => {
    expect(charactersLeft('12345678', 10)).to.equal(2);
    expect(charactersLeft('1234567890', 10)).to.equal(0);
    expect(charactersLeft('12345678901', 10)).to.equal(-1);
    expect(charactersLeft('👩‍👩‍👧‍👦🇩🇪é'.normalize('NFD'), 4)).to.equal(1);
    expect(charactersLeft('👩‍👩‍👧‍👦'.repeat(90), 100)).to.equal(10);
  });

  it('counts units while the text is far from the limit', () => {
    expect(charactersLeft('', 8000)).to.equal(8000);
    expect(charactersLeft('👍👍', 8000)).to.equal(7996);
  });

  it('is quick with texts that are far too long', () => {
    expect(charactersLeft('x'.repeat(5_000_000), 8000)).to.equal(-4_992_000);
  });
});
