import type { Person } from '../model/index.js';

/** The address as people write it: without scheme and parameters. */
export function bareAddress(uri: string): string {
  return uri.replace(/^sips?:/i, '').replace(/[;?].*$/, '');
}

/** What to call somebody: the name that the server gave, else the address. */
export function personName({ displayName }: Person): string {
  return displayName();
}

/** One or two letters for the picture of somebody who has none. */
export function initials(name: string): string {
  const words = name.split(/[\s.@_-]+/).filter(Boolean);
  const letters = name.includes('@') ? words.slice(0, 1) : [words[0], words.length > 1 ? words.at(-1) : ''];
  return letters
    .map(word => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase();
}

/** A number from 0 to 5 that stays with an address, to give it a colour. */
export function hueOf(uri: string): number {
  let sum = 0;
  for (const character of uri.toLowerCase()) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return sum % 6;
}
