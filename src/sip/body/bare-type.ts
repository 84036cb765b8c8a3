import { parseValue } from '../codec/index.js';

/** What a Content-Type or Content-Disposition says before its parameters, lower case. @throws {SipSyntaxError} */
export function bareType(value: string): string {
  return parseValue(value).value.toLowerCase();
}
