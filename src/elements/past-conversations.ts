import type { Application } from '../model/index.js';

const begun = new WeakMap<Application, Promise<void>>();

/**
 * Reads the latest past conversations of an application, once however many elements want them; they join its
 * `conversations`. After a failure the next call tries again. Call it while `getMoreConversations` is enabled.
 * @throws {Reason} when the server does not tell.
 */
export function readPastConversations(application: Application): Promise<void> {
  let reading = begun.get(application);
  if (!reading) {
    reading = application.conversationsManager.getMoreConversations();
    begun.set(application, reading);
    reading.catch(() => begun.delete(application));
  }
  return reading;
}
