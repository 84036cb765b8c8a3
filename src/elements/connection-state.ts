import type { Connection } from './connection-context.js';
import { reasonSentence } from './reason-sentence.js';
import { strings } from './strings.js';

/** Says what is wrong with the connection, and what to do; `''` while it is there. */
export function connectionText({ state, reason }: Connection): string {
  switch (state) {
    case 'connected':
      return '';
    case 'connecting':
      return strings.connecting;
    case 'reconnecting':
      return strings.reconnecting;
    case 'offline':
      return reason ? strings.offline : strings.notSignedIn;
    case 'failed':
      return failureText(reason);
  }
}

/** Why signing in failed. */
export function failureText(reason: unknown): string {
  const { what, next } = reasonSentence(reason, strings.theServer);
  return `${strings.signInFailed} ${what} ${next}`.trim();
}
