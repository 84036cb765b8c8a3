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
    let settled = false;
    const settle = (): boolean => {
      clearTimeout(timer);
      return !settled && (settled = true);
    };
    const give = (why: string): void => {
      if (!settle()) return;
      socket.close();
      reject(new Error(`Cannot open "${url}": ${why}`));
    };
    const timer = setTimeout(() => give(`no answer within ${timeoutMs} ms`), timeoutMs);
    socket.addEventListener('open', () => {
      if (socket.protocol !== 'sip') give('the server does not speak the subprotocol "sip"');
      else if (settle()) resolve(new WebSocketTransport(socket));
    });
    // In `ws` the error says what happened; in browsers it is mute, and so is the close event that follows.
    socket.addEventListener('error', event => give(event.message || 'connection failed'));
    socket.addEventListener('close', event => give(event.reason || `closed with code ${event.code}`));
  });
}
