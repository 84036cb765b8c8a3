import { mock } from 'node:test';

/** Runs `act` and gives what was reported to the console meanwhile. */
export function reported(act: () => void): unknown[] {
  const error = mock.method(console, 'error', () => {});
  try {
    act();
  } finally {
    error.mock.restore();
  }
  return error.mock.calls.map(call => call.arguments.at(-1));
}

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (reason) {
    return reason;
  }
  throw new Error('It did not reject');
}
