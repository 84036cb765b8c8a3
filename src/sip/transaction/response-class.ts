/** What a state machine sees of a response. RFC 3261 §7.2. */
export type ResponseClass = 'provisional' | 'success' | 'failure';

export function responseClass(status: number): ResponseClass {
  if (status < 200) return 'provisional';
  return status < 300 ? 'success' : 'failure';
}
