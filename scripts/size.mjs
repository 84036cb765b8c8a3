// Fails when a file for pages has grown over its limit, or when server code got into one.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** What a tag is to load at most, Lit and SIP included: ARCHITECTURE §6. In bytes, brotli, quality 11, as all of these. */
const BUDGET = 35_000;

/**
 * What each file may weigh. The first is what a tag loads: it is over its budget, so its limit only ever goes down. The
 * second comes when it is needed; the others are plain scripts with everything in one file. docs/decisions/0011-loaded-on-demand.md.
 */
const LIMITS = {
  'dist/sip-chat-elements.js': 45_900,
  'dist/sip-chat-elements.further.js': 30_200,
  'dist/sip-chat-elements.iife.js': 72_200,
  'dist/skype-web-sdk.js': 73_400,
};

let failed = false;
for (const [file, limit] of Object.entries(LIMITS)) {
  const bytes = readFileSync(file);
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  const gzip = gzipSync(bytes, { level: 9 }).length;
  console.log(`${file}: ${bytes.length} bytes, gzip ${gzip}, brotli ${brotli} (limit ${limit})`);
  if (brotli > limit) {
    console.error(`${file} is ${brotli - limit} bytes over its limit: docs/decisions/0006-bundle-size.md`);
    failed = true;
  }
  if (file === 'dist/sip-chat-elements.js' && brotli > BUDGET) {
    console.log(`  It is ${brotli - BUDGET} bytes over the budget of ${BUDGET}.`);
  }
  const map = JSON.parse(readFileSync(`${file}.map`, 'utf8'));
  const foreign = map.sources.filter(source => /src\/server\/|node_modules\/(ws|libsql)\//.test(source));
  if (foreign.length) {
    console.error(`${file} holds server code: ${foreign.join(', ')}`);
    failed = true;
  }
}
process.exit(failed ? 1 : 0);
