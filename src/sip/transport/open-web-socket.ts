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
    const transport = new WebSocketTransport(socket);
    const timer = setTimeout(() => transport.close(`no answer within ${timeoutMs} ms`), timeoutMs);
    transport.onClose = why => {
      clearTimeout(timer);
      reject(new Error(`Cannot open "${url}": ${why}`));
    };
    socket.addEventListener('open', () => {
      if (socket.protocol !== 'sip') return transport.close('the server does not speak the subprotocol "sip"');
      clearTimeout(timer);
      resolve(transport);
    });
  });
}
