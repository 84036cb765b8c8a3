/** RFC 3261 §12.2, RFC 6665 §4.5.2, RFC 3515 §2.2, RFC 3311 §5.1. A MESSAGE must not have a Contact: RFC 3428 §4. */
const REFRESHING = new Set(['INVITE', 'NOTIFY', 'REFER', 'SUBSCRIBE', 'UPDATE']);

/** Whether a request of this method, and its 2xx, says in Contact where its sender is from now on. */
export function refreshesTarget(method: string): boolean {
  return REFRESHING.has(method);
}
