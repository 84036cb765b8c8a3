/** 128 random bits as text; fit for a Message-ID (RFC 5438 §6.3: at least 32 bits of randomness). */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
