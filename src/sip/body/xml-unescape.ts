import { malformed } from '../codec/index.js';

/** What no XML text may hold: XML 1.0 §2.2. */
export const EXCLUDED = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

const ENTITIES = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['apos', "'"],
  ['quot', '"'],
]);

/** The text that entities and character references stand for. @throws {SipSyntaxError} For one that is not known. */
export function unescapeXml(text: string): string {
  return text.replace(/&(?:#(x[\da-fA-F]+|\d+)|(\w+));|&/g, (reference: string, number?: string, name = '') => {
    const code = Number(`0${number}`);
    const character = number ? String.fromCodePoint(code > 0x10ffff ? 0 : code) : ENTITIES.get(name);
    if (!character || EXCLUDED.test(character)) throw malformed('XML', reference, 'no entity that is known');
    return character;
  });
}
