import type { Reason } from '../observable/index.js';
import { createApi, type SkypeApi } from './api.js';
import { serverAddress } from './server-address.js';

/** What a page says of itself. The SDK's further options (`apiKey`, `version`, …) are taken and ignored. */
export interface InitializeOptions {
  /** Ours needs none. */
  readonly apiKey?: string | undefined;
  /**
   * Ours: the WebSocket of the chat server, `wss://chat.contoso.example/sip`. Unless given: `data-server` of the tag of
   * this script, else `/sip` of the page's own host.
   */
  readonly server?: string | undefined;
  readonly [more: string]: unknown;
}

/**
 * Makes the entry to the object model. Neither callback is called before this returns.
 *
 * @param ok - Called with the entry.
 * @param fail - Called with the reason in place of `ok`.
 * @returns The entry too, for pages that use promises.
 * @throws {@link Reason} `InvalidServer`.
 */
export function initialize(
  options?: InitializeOptions,
  ok?: (api: SkypeApi) => unknown,
  fail?: (reason: Reason) => unknown,
): Promise<SkypeApi> {
  const ready = Promise.resolve().then(() => createApi(serverAddress(options?.server)));
  if (ok ?? fail) void ready.then(ok, fail); // what a callback throws, or nobody handles, the browser reports
  return ready;
}
