import { EXCLUDED } from './xml-unescape.js';

const SPECIAL = new RegExp(`[<>&"'\t\n\r]|${EXCLUDED.source}`, 'gu');

/** Line breaks and tabs are escaped too: attributes would lose them. What no XML may hold becomes U+FFFD. */
export function escapeXml(text: string): string {
  return text.replace(SPECIAL, character => (EXCLUDED.test(character) ? '\ufffd' : `&#${character.charCodeAt(0)};`));
}
