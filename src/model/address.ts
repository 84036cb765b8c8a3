const ADDRESS = /^(?:(sips?):[^\s<>"]+|[^\s@<>":]+@[^\s@<>"]+)$/i;
const SIP = /^(sips?:(?:[^@]+@)?[^;?]*)([^?]*)(.*)/s;
/** The parameters that only the other address does not have make it another one. */
const COMPARED = /^(?:user|ttl|method|maddr|transport)=/;

/**
 * An address as a SIP URI: `sip:` or `sips:` is kept, `sip:` is put before anything else that has an `@`.
 *
 * @throws SyntaxError when it is neither.
 */
export function parseAddress(text: string): string {
  const [uri, scheme] = ADDRESS.exec(text.trim()) ?? [];
  if (uri === undefined) throw new SyntaxError(`Cannot read address "${text}": not a SIP address`);
  return scheme ? uri : `sip:${uri}`;
}

/** An address as people read it: without `sip:`. */
export function formatAddress(uri: string): string {
  return uri.replace(/^sips?:/i, '');
}

/**
 * What two addresses have in common exactly if they are the same: RFC 3261 §19.1.4, but for the case of the user part and
 * for parameters that no one knows: docs/decisions/0012-addresses.md.
 */
export function addressKey(uri: string): string {
  const plain = uri.replace(/%[2-7][\da-f]/gi, unescape).toLowerCase();
  const [, name = plain, parameters = '', headers = ''] = SIP.exec(plain) ?? [];
  const compared = parameters.split(';').filter(parameter => COMPARED.test(parameter));
  return [name, ...compared.sort()].join(';') + headers.split(/[?&]/).sort().join('&');
}

/** An escaped character that needs no escape equals the character itself. */
function unescape(escaped: string): string {
  const character = decodeURIComponent(escaped);
  return /[\w\-.!~*'()]/.test(character) ? character : escaped;
}
