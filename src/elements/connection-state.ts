import type { Connection } from './connection-context.js';
import { reasonText } from './reason-sentence.js';
import { strings } from './strings.js';

/** Says what is wrong with the connection, and what to do; `''` while it is there. */
export function connectionText({ state, reason }: Connection): string {
  if (state === 'failed') return failureText(reason);
  return state === 'offline' && !reason ? strings.notSignedIn : strings[state];
}

/** Why signing in failed. */
export function failureText(reason: unknown): string {
  return `${strings.signInFailed} ${reasonText(reason, strings.theServer)}`;
}
