import { WebSocketTransport, type WebSocketLike } from './web-socket-transport.js';

/** A class like the browser's `WebSocket`. */
export type WebSocketClass = new (url: string, protocols: string[]) => WebSocketLike;

/**
 * Opens a WebSocket with the subprotocol `sip`. RFC 7118 §4.
 * @param url - `ws:` or `wss:`.
 * @param timeoutMs - How long the handshake may take.
 * @throws What the class throws at a URL that it cannot use.
 * @throws Error when the socket does not open in time, or the server does not choose `sip`.
 */
export function openWebSocket(
  url: string,
  WebSocketClass: WebSocketClass,
  timeoutMs: number,
): Promise<WebSocketTransport> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocketClass(url, ['sip']);
    // Once the promise is settled all of this does nothing more.
    const giveUp = (why: string): void => {
      clearTimeout(timer);
      socket.close();
      reject(new Error(`Cannot open "${url}": ${why}`));
    };
    const timer = setTimeout(() => giveUp(`no answer within ${timeoutMs} ms`), timeoutMs);
    socket.addEventListener('open', () => {
      if (socket.protocol !== 'sip') return giveUp('the server does not speak the subprotocol "sip"');
      clearTimeout(timer);
      resolve(new WebSocketTransport(socket));
    });
    // In `ws` the error says what happened; in browsers it is mute, and so is the close event that follows.
    socket.addEventListener('error', event => giveUp(event.message || 'connection failed'));
    socket.addEventListener('close', event => giveUp(event.reason || `closed with code ${event.code}`));
  });
}
