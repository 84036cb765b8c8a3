// Fails when the script-tag file is larger than its budget, or when server code got into a browser bundle.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Brotli, quality 11, in bytes. The budget of the whole script-tag bundle, Lit and SIP included. */
const BUDGET = 35_000;

let failed = false;
for (const file of ['dist/sip-chat-elements.js', 'dist/sip-chat-elements.iife.js']) {
  const bytes = readFileSync(file);
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  console.log(
    `${file}: ${bytes.length} bytes, gzip ${gzipSync(bytes, { level: 9 }).length}, brotli ${brotli} of ${BUDGET}`,
  );
  if (brotli > BUDGET) {
    console.error(`${file} is ${brotli - BUDGET} bytes over its budget`);
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
