import { Reason } from './reason.js';

/**
 * For `import(…).catch`, where a part of the program is loaded when it is needed.
 * @throws Reason `LocalFailure`, always.
 */
export function notLoaded(error: unknown): never {
  const message = 'A part of this chat could not be loaded. Check the connection, or load the page again.';
  throw new Reason('LocalFailure', { message, reason: new Reason('NotLoaded', { message: String(error) }) });
}
