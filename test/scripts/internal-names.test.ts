import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { internalNames } from '../../scripts/internal-names.mjs';

describe('internalNames()', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'internal-names-'))));
  after(() => rmSync(folder, { recursive: true }));

  function namesIn(source: string, publicTypes = ''): string[] {
    writeFileSync(join(folder, 'index.ts'), source);
    writeFileSync(join(folder, 'index.d.ts'), `export {};${publicTypes}`);
    return internalNames(join(folder, 'index.ts'), join(folder, 'index.d.ts'));
  }

  it('gives the members of classes and interfaces', () => {
    const names = namesIn('export class A { madeUp = 1; doneBy() { return this.madeUp; } } interface B { saidSo: 1 }');
    assert.deepEqual(names, ['madeUp', 'doneBy', 'saidSo']);
  });

  it('leaves out what is public', () => {
    const names = namesIn('class A { madeUp = 1; hidden1 = 2 }', 'export interface B { madeUp: number }');
    assert.deepEqual(names, ['hidden1']);
  });

  it('leaves out what a host has', () => {
    assert.deepEqual(namesIn('class A { addEventListener() {} localName = 1 }'), []);
  });

  it('leaves out what is also a text, or a word in a template', () => {
    const names = namesIn(
      'class A { madeUp = 1; doneBy = 2; hidden1 = 3 }; export const a = ["madeUp", `.doneBy=${1}`];',
    );
    assert.deepEqual(names, ['hidden1']);
  });

  it('leaves out the names of what is looked into by a computed name', () => {
    const object = 'class A { madeUp = 1; doneBy = 2 } const a = new A(); let name = "" as keyof A;';
    for (const use of ['a[name]', 'name in a', 'Object.keys(a)', 'JSON.stringify(a)']) {
      assert.deepEqual(namesIn(`${object} export const b = ${use};`), [], use);
    }
    assert.deepEqual(namesIn(`${object} for (const b in a) console.log(b);`), []);
  });

  it('leaves out the names of a table, which may be those of the wire', () => {
    const member = 'interface A { madeUp: string }';
    assert.deepEqual(namesIn(`${member} export const table: Record<string, string> = { madeUp: "a" };`), []);
    assert.deepEqual(namesIn(`${member} export const table = { madeUp: "a" };`), []);
    assert.deepEqual(namesIn(`${member} export const a: A = { madeUp: "a" };`), ['madeUp']);
  });
});
