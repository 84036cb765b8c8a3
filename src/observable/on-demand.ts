import { Reason } from './reason.js';

/**
 * A part of the program that is loaded when it is needed: once, by the first call; after a failure the next one tries again.
 * @param load - Calls `import()`.
 * @returns Gives the part. It rejects with Reason `LocalFailure`.
 */
export function OnDemand<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () =>
    (loading ??= load().catch((error: unknown) => {
      loading = undefined;
      const message = 'A part of this chat could not be loaded. Check the connection, or load the page again.';
      throw new Reason('LocalFailure', { message, reason: new Reason('NotLoaded', { message: String(error) }) });
    }));
}
