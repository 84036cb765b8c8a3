// Fails when a file for pages has grown over its budget, or when server code got into one.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * What each file may weigh: brotli, quality 11, in bytes. The first is what a tag loads, Lit and SIP included (ARCHITECTURE §6);
 * the second comes when it is needed; the others are plain scripts with everything in one file. docs/decisions/0011-loaded-on-demand.md.
 */
const BUDGETS = {
  'dist/sip-chat-elements.js': 35_000,
  'dist/sip-chat-elements.further.js': 12_000,
  'dist/sip-chat-elements.iife.js': 47_000,
  'dist/skype-web-sdk.js': 47_000,
};

let failed = false;
for (const [file, budget] of Object.entries(BUDGETS)) {
  const bytes = readFileSync(file);
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  const gzip = gzipSync(bytes, { level: 9 }).length;
  console.log(`${file}: ${bytes.length} bytes, gzip ${gzip}, brotli ${brotli} (budget ${budget})`);
  if (brotli > budget) {
    console.error(`${file} is ${brotli - budget} bytes over its budget: docs/decisions/0006-bundle-size.md`);
    failed = true;
  }
  const map = JSON.parse(readFileSync(`${file}.map`, 'utf8'));
  const foreign = map.sources.filter(source => /src\/server\/|node_modules\/(ws|libsql)\//.test(source));
  if (foreign.length) {
    console.error(`${file} holds server code: ${foreign.join(', ')}`);
    failed = true;
  }
}
process.exit(failed ? 1 : 0);
