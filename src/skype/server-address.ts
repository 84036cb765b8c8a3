import { Reason } from '../observable/index.js';

/** The tag that loads this script. The browser tells only while the script runs for the first time. */
const tag = globalThis.document?.currentScript;

/**
 * The WebSocket address of the chat server: what the page gives to `Skype.initialize`, else `data-server` of the script's
 * tag, else `/sip` of the page's own host. What is relative counts from the page; `https:` becomes `wss:`.
 *
 * @throws {@link Reason} `InvalidServer` for what is no address of a WebSocket.
 */
export function serverAddress(given?: unknown, script: HTMLOrSVGElement | null = tag): string {
  const text = given ?? script?.dataset['server'] ?? '/sip';
  const address = typeof text === 'string' && URL.canParse(text, document.baseURI) && new URL(text, document.baseURI);
  const secure = address && SECURE.get(address.protocol);
  if (!address || secure === undefined) {
    throw new Reason('InvalidServer', { message: `"${String(text)}" is not the address of a chat server.` });
  }
  address.protocol = secure ? 'wss:' : 'ws:';
  return address.href;
}

/** Whether what goes by a scheme is encrypted. */
const SECURE = new Map([
  ['ws:', false],
  ['http:', false],
  ['wss:', true],
  ['https:', true],
]);
