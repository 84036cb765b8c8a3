import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { drawRows } from '../../src/elements/draw-rows.js';

let list: HTMLElement;
const draw = (keys: string): void =>
  drawRows(
    list,
    [...keys],
    key => key,
    key => html`<button id=${key}>${key}${keys.length}</button>`,
  );
const shown = (): string => [...list.querySelectorAll('button')].map(({ id }) => id).join('');
const nodes = (): Map<string, Element> => new Map([...list.querySelectorAll('button')].map(node => [node.id, node]));

beforeEach(() => {
  list = document.createElement('div');
  document.body.append(list);
});
afterEach(() => list.remove());

describe('drawRows()', () => {
  for (const [before, after] of [
    ['', 'abc'],
    ['abc', 'abcd'],
    ['abc', 'xyabc'],
    ['abc', 'axbc'],
    ['abc', 'ac'],
    ['abc', 'bc'],
    ['abc', ''],
    ['abc', 'cab'],
    ['abcde', 'edcba'],
    ['abcde', 'xdbfa'],
    ['abc', 'xyz'],
  ] as const) {
    it(`draws "${after}" after "${before}", with the nodes of what stays`, () => {
      draw(before);
      const old = nodes();
      draw(after);
      expect(shown()).to.equal(after);
      expect(list.children.length).to.equal(after.length);
      for (const [key, node] of nodes()) {
        expect(node.textContent).to.equal(`${key}${after.length}`);
        if (old.has(key)) expect(node).to.equal(old.get(key));
      }
      draw(before);
      expect(shown()).to.equal(before);
    });
  }

  it('leaves the focus where it is when rows before and after it come and go', () => {
    draw('abc');
    list.querySelector<HTMLElement>('#b')?.focus();
    for (const keys of ['xabc', 'xb', 'xyb', 'bz', 'b', 'abc']) {
      draw(keys);
      expect(document.activeElement?.id, keys).to.equal('b');
    }
  });
});
