import { stripSpace } from './characters.js';

/** A comma and what follows it up to the next that is neither in quotes nor in angle brackets; it matches always. */
const VALUE = /,((?:[^",<]+|"[^"\\]*(?:\\[^][^"\\]*)*"|<[^>]*>|["<][^]*)*)/g;

/**
 * The values of a comma-separated list, without the spaces around them. Commas in quotes and in angle brackets separate
 * nothing. An empty value stays, for the reader of the value to refuse. RFC 3261 §7.3.1.
 */
export function splitList(text: string): readonly string[] {
  if (!text.includes(',')) return [text];
  return Array.from(`,${text}`.matchAll(VALUE), match => stripSpace(match[1] ?? ''));
}
