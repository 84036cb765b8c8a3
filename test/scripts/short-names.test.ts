import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAst } from 'rollup/parseAst';
import { shortNames } from '../../scripts/short-names.mjs';

const namesIn = (names: string[], ...sources: string[]): Record<string, string> =>
  Object.fromEntries(
    shortNames(
      names,
      sources.map(source => parseAst(source)),
    ),
  );

describe('shortNames()', () => {
  it('gives the names of all modules one short name each', () => {
    const short = namesIn(
      ['madeUp', 'doneBy', 'unused'],
      'class A { madeUp = 1 }',
      'a.madeUp({ doneBy: 1, other: 2 })',
    );
    assert.deepEqual(Object.keys(short), ['madeUp', 'doneBy']);
    assert.equal(new Set(Object.values(short)).size, 2);
    for (const name of Object.values(short)) assert.equal(name.length, 1);
  });

  it('takes none that is the name of a property that stays', () => {
    const [taken] = Object.values(namesIn(['madeUp'], 'a.madeUp'));
    assert.ok(taken);
    for (const use of [`b.${taken}`, `b = { ${taken}: 1 }`, `b = { '${taken}': 1 }`, `class B { ${taken}() {} }`]) {
      assert.notEqual(namesIn(['madeUp'], 'a.madeUp', use)['madeUp'], taken, use);
    }
  });

  it('takes patterns too', () => {
    assert.deepEqual(Object.keys(namesIn(['_\\$[A-E]\\w+'], 'a._$AB; a._$x; a._$C')), ['_$AB']);
  });
});
