// Writes dist/integrity.json: for each file that pages load, what the browser checks it by (Subresource Integrity). The key is
// the address, from the folder of the files, by which it is loaded: the second file has its build as a query.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const first = 'sip-chat-elements.js';
const second = 'sip-chat-elements.further.js';
const [query] = readFileSync(`dist/${first}`, 'utf8').split(`${second}?`)[1]?.match(/^\w+/) ?? [];
if (!query) throw new Error(`dist/${first} does not load ${second}`);

const languages = readdirSync('dist/locales').filter(file => file.endsWith('.js'));
const files = [
  first,
  second,
  'sip-chat-elements.iife.js',
  'skype-web-sdk.js',
  ...languages.map(name => `locales/${name}`),
];

const hashOf = file =>
  `sha384-${createHash('sha384')
    .update(readFileSync(`dist/${file}`))
    .digest('base64')}`;
const entries = files.map(file => [file === second ? `${file}?${query}` : file, hashOf(file)]);
writeFileSync('dist/integrity.json', `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
for (const [address, hash] of entries) console.log(`${address} ${hash}`);
