import { malformed, parseParams, quote, requireToken, splitList, type Params } from '../codec/index.js';

/**
 * Reads `Digest name=value, name="value"`. RFC 3261 §25.1 `challenge`, `credentials`.
 * @returns The parameters; `undefined` for another scheme.
 * @throws {SipSyntaxError} For a parameter that is none or comes twice.
 */
export function parseDigestParams(what: string, text: string): Params | undefined {
  const [, pairs] = /^\s*digest\s+(\S[^]*)/i.exec(text) ?? [];
  return pairs === undefined ? undefined : parseParams(what, `;${splitList(pairs).join(';')}`, 0);
}

/** The parameter's value. Throws `SipSyntaxError` where there is none. */
export function requireParam(what: string, params: Params, name: string): string {
  const value = params.get(name);
  if (value === undefined) throw malformed(what, [...params.keys()].join(), `no ${name}`);
  return value;
}

/**
 * `Digest name="value", name=value`, those without a value left out.
 * @param bare - Names whose values stand without quotes: old phones refuse `algorithm="MD5"`. RFC 7616 §3.3, §3.4.
 * @throws {TypeError} For a line break, or a bare value that is no token.
 */
export function formatDigestParams(
  params: Readonly<Record<string, string | undefined>>,
  bare: readonly string[],
): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) continue;
    pairs.push(`${name}=${bare.includes(name) ? requireToken(name, value) : quote(value)}`);
  }
  return `Digest ${pairs.join(', ')}`;
}
