// node --test for TypeScript. Node 20's --test takes no globs, so the files are listed here.
//   node scripts/test-node.mjs FOLDER [--except NAME,NAME] [flags of node --test]
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

const [folder, ...flags] = process.argv.slice(2);
const excepted = flags[0] === '--except' ? flags.splice(0, 2)[1].split(',') : [];
const files = readdirSync(folder, { recursive: true })
  .filter(file => file.endsWith('.test.ts') && !excepted.includes(file.split(sep)[0]))
  .sort()
  .map(file => join(folder, file));
if (!files.length) throw new Error(`no *.test.ts under ${folder}`);
const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', '--test', '--test-reporter=spec', ...flags, ...files],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
