import type { Application } from '../model/index.js';

/** Makes an `Application` that speaks to `server`, a WebSocket address such as `wss://chat.contoso.example/sip`. */
export type ApplicationFactory = (options: { server: string }) => Application;

/** Nothing until `setApplicationFactory` is called. */
export let createApplication: ApplicationFactory;

/**
 * Tells the elements how an `Application` is made. They know the model but no network, so whoever assembles the
 * bundle calls this before the first `<chat-provider>` connects.
 */
export function setApplicationFactory(make: ApplicationFactory): void {
  createApplication = make;
}
