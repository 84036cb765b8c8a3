import type { Translation } from './localize.js';

/**
 * How each language besides English is loaded, by its code. Each has a file of its own; the builds for pages have them in
 * `locales`, beside the script.
 */
export const languages = new Map<string, () => Promise<{ readonly default: Translation }>>([
  ['ar', () => import('./locales/ar.js')],
  ['de', () => import('./locales/de.js')],
  ['es', () => import('./locales/es.js')],
  ['fr', () => import('./locales/fr.js')],
  ['ja', () => import('./locales/ja.js')],
]);
