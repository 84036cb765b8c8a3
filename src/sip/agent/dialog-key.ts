/** What tells the dialogs of a flow apart. RFC 3261 §12. None of the three has a line break in it. */
export function dialogKey(callId: string, localTag: string, remoteTag = ''): string {
  return `${callId}\n${localTag}\n${remoteTag}`;
}
