import type { Application, OutboxPort } from '../model/index.js';

/** What the elements say of the `Application` that they want. */
export interface WantedApplication {
  /** A WebSocket address such as `wss://chat.contoso.example/sip`. */
  readonly server: string;
  /** Keeps what is not sent yet, and which conversations are open: in the browser's storage. */
  readonly outbox: OutboxPort;
  /** For how long a lost connection is to be made again, in seconds: as long as the elements are there. */
  readonly giveUpSeconds: number;
}

/** Makes an `Application`. */
export type ApplicationFactory = (options: WantedApplication) => Application;

/** Nothing until `setApplicationFactory` is called. */
export let createApplication: ApplicationFactory;

/**
 * Tells the elements how an `Application` is made. They know the model but no network, so whoever assembles the
 * bundle calls this before the first `<chat-provider>` connects.
 */
export function setApplicationFactory(make: ApplicationFactory): void {
  createApplication = make;
}
