import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const TESTS = import.meta.dirname;

/** The rows of all tables of docs/sdk-compatibility.md, cell by cell, without the heads. */
const rows = readFileSync(join(TESTS, '../docs/sdk-compatibility.md'), 'utf8')
  .split('\n')
  .filter(line => /^\|(?! *-)/.test(line))
  .map(line =>
    line
      .split(/(?<!\\)\|/)
      .map(cell => cell.trim())
      .slice(1, -1),
  )
  .filter(([, state]) => state !== 'State' && state !== 'Here');

test('every row of the compatibility tables names what it is, its state and tests that exist', () => {
  assert.ok(rows.length > 150, 'the tables are read');
  for (const [member, state, ...rest] of rows) {
    const tests = rest.at(-1)?.match(/[\w-]+\/[\w.-]+/g) ?? [];
    const row = `${member} | ${state}`;
    assert.ok(member && state, row);
    for (const file of tests) {
      const path = file.endsWith('.ts') ? file : `${file}.test.ts`;
      assert.ok(existsSync(join(TESTS, path)), `${row}: there is no test/${path}`);
    }
    const needsNone = /^left out|^works: 2\.|typing errors/.test(state ?? '') || state?.includes('are no API');
    assert.ok(tests.length > 0 || needsNone, `${row}: nothing tests it`);
  }
});
