import type { WebSocket } from 'ws';

/**
 * Asks the peer by WebSocket pings whether it is alive, and cuts a connection on which nothing has come since the last one:
 * browsers answer them by themselves. RFC 6455 §5.5.2, RFC 7118 §6.
 */
export function keepAlive(socket: WebSocket, pingSeconds: number): void {
  let heard = true;
  const hear = (): void => void (heard = true);
  const timer = setInterval(() => {
    if (!heard) return socket.terminate();
    heard = false;
    socket.ping();
  }, pingSeconds * 1000);
  socket.on('pong', hear);
  socket.on('message', hear);
  socket.on('close', () => clearInterval(timer));
}
