import type { Application } from '../model/index.js';

/** Makes an `Application` that speaks to `server`, a WebSocket address such as `wss://chat.contoso.example/sip`. */
export type ApplicationFactory = (options: { server: string }) => Application;

let factory: ApplicationFactory | undefined;

/**
 * Tells the elements how an `Application` is made. They know the model but no network, so whoever assembles the
 * bundle calls this before the first `<chat-provider>` connects.
 */
export function setApplicationFactory(make: ApplicationFactory): void {
  factory = make;
}

/** @throws {TypeError} when `setApplicationFactory` has not been called. */
export function createApplication(options: { server: string }): Application {
  if (!factory) throw new TypeError(`Cannot connect to "${options.server}": no application factory is set`);
  return factory(options);
}
