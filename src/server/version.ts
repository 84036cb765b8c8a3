import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Of this package: it stands at the same place above `src/server` and `dist/server`. */
export const VERSION = version;
