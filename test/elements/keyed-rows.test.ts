import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import { keyedRows } from '../../src/elements/keyed-rows.js';

let list: HTMLElement;
/** Draws the rows between two that stay, or, bare, as the only children. */
function draw(keys: string, bare = false): void {
  const rows = keyedRows(
    [...keys],
    key => key,
    key => html`<button id=${key}>${key}${keys.length}</button>`,
  );
  render(bare ? html`<div>${rows}</div>` : html`<div><i></i>${rows}<b></b></div>`, list);
}
const shown = (): string => [...list.querySelectorAll('button')].map(({ id }) => id).join('');
const nodes = (): Map<string, Element> => new Map([...list.querySelectorAll('button')].map(node => [node.id, node]));

beforeEach(() => {
  list = document.createElement('div');
  document.body.append(list);
});
afterEach(() => list.remove());

describe('keyedRows()', () => {
  for (const bare of [false, true]) {
    const where = bare ? 'alone' : 'between others';
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
      it(`draws "${after}" after "${before}", ${where}, with the nodes of what stays`, () => {
        draw(before, bare);
        const old = nodes();
        draw(after, bare);
        expect(shown()).to.equal(after);
        expect(list.querySelectorAll('button').length).to.equal(after.length);
        for (const [key, node] of nodes()) {
          expect(node.textContent).to.equal(`${key}${after.length}`);
          if (old.has(key)) expect(node).to.equal(old.get(key));
        }
        draw(before, bare);
        expect(shown()).to.equal(before);
        if (!bare) expect(list.firstElementChild?.lastElementChild?.localName).to.equal('b');
      });
    }
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
