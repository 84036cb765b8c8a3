const SCHEME = /^(sips?|tel|im|pres):/i;
const SIP = /^(sips?):(?:([^@]+)@)?([^;?@\s]+)((?:;[^;?\s]*)*)(?:\?.*)?$/i;

/**
 * An address as a URI: a scheme is kept, `sip:` is put before anything else that has an `@`.
 *
 * @throws SyntaxError when it is neither.
 */
export function parseAddress(text: string): string {
  const trimmed = text.trim();
  if (SCHEME.test(trimmed) && /^[^:]+:[^\s<>"]+$/.test(trimmed)) return trimmed;
  if (/^[^\s@<>":]+@[^\s@<>"]+$/.test(trimmed)) return `sip:${trimmed}`;
  throw new SyntaxError(`Cannot read address "${text}": not like "sip:alice@contoso.example"`);
}

/** An address as people read it: without `sip:`. */
export function formatAddress(uri: string): string {
  return uri.replace(/^sips?:/i, '');
}

/**
 * What two addresses have in common exactly if they are the same: RFC 3261 §19.1.4 without its headers, and with one
 * exception. The user part is compared without regard to case, although §19.1.4 minds it: an address is typed by people,
 * directories do not mind case, and two conversations with `Bob@` and `bob@` would be worse than one too few.
 */
export function addressKey(uri: string): string {
  const [, scheme, user, host, parameters = ''] = SIP.exec(uri) ?? [];
  if (scheme === undefined || host === undefined) return uri.toLowerCase().replace(/^(tel:)(.*)/, dropSeparators);
  const name = user === undefined ? '' : `${unescape(user)}@`;
  const sorted = parameters.split(';').filter(Boolean).map(unescape).sort();
  return [`${scheme}:${name}${host}`, ...sorted].join(';').toLowerCase();
}

/** Digits may be grouped for the eye: RFC 3966 §4. */
function dropSeparators(_match: string, scheme: string, number: string): string {
  return scheme + number.replace(/[-.()]/g, '');
}

/** An escaped character that needs no escape equals the character itself. */
function unescape(text: string): string {
  return text.replace(/%([0-7][0-9a-f])/gi, (escaped, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[A-Za-z0-9\-_.!~*'()]/.test(character) ? character : escaped.toLowerCase();
  });
}
