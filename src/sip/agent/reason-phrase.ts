/** RFC 3261 §21, and what its extensions add: those that an agent of messages and conferences sends without words of its own. */
const PHRASES: Readonly<Record<number, string>> = {
  100: 'Trying',
  180: 'Ringing',
  200: 'OK',
  202: 'Accepted',
  400: 'Bad Request',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  415: 'Unsupported Media Type',
  416: 'Unsupported URI Scheme',
  420: 'Bad Extension',
  481: 'Call/Transaction Does Not Exist',
  487: 'Request Terminated',
  488: 'Not Acceptable Here',
  489: 'Bad Event',
  491: 'Request Pending',
  500: 'Server Internal Error',
  503: 'Service Unavailable',
};

/** The phrase that goes with a status by default; that of its class for one that is not known (RFC 3261 §8.1.3.2). */
export function reasonPhrase(status: number): string {
  return PHRASES[status] ?? PHRASES[100 * Math.floor(status / 100)] ?? 'Unknown';
}
