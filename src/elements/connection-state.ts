import type { Connection } from './connection-context.js';
import type { Term } from './localize.js';
import { reasonText } from './reason-sentence.js';

/** Says what is wrong with the connection, and what to do; `''` while it is there. */
export function connectionText({ state, reason }: Connection, term: Term): string {
  if (state === 'failed') return failureText(reason, term);
  if (state === 'connected') return '';
  return state === 'offline' && !reason ? term('notSignedIn') : term(state);
}

/** Why signing in failed. */
export function failureText(reason: unknown, term: Term): string {
  return `${term('signInFailed')} ${reasonText(reason, term('theServer'), term)}`;
}
