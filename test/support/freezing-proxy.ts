import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

/** A network between a client and a server that can stop carrying anything without telling either. */
export interface FreezingProxy {
  /** The server's URL, by way of the proxy. */
  readonly url: string;
  /** From now on, nothing that is sent over the connections of this moment arrives. Later connections work. */
  freeze(): void;
  /** From now on, nothing that the server sends over the connections of this moment arrives; what the client sends does. */
  deafen(): void;
  /** Closes the connections of this moment, and every later one at once until `heal`. */
  cut(): void;
  heal(): void;
}

/** Starts a proxy that ends with the test. */
export async function startFreezingProxy(test: TestContext, serverUrl: string): Promise<FreezingProxy> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  const fromServer = new Set<Socket>();
  let isCut = false;
  const proxy = createServer(incoming => {
    if (isCut) return void incoming.destroy();
    const outgoing = connect(Number(target.port), target.hostname);
    fromServer.add(outgoing);
    outgoing.on('close', () => fromServer.delete(outgoing));
    for (const [socket, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(socket);
      socket.pipe(other);
      socket.on('error', () => other.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
  });
  proxy.listen(0, target.hostname);
  await once(proxy, 'listening');
  test.after(() => {
    proxy.close();
    for (const socket of sockets) socket.destroy();
  });
  const url = new URL(target);
  url.port = String((proxy.address() as AddressInfo).port);
  return {
    url: url.href,
    freeze: () => {
      for (const socket of sockets) {
        socket.unpipe();
        socket.pause();
      }
    },
    deafen: () => {
      for (const socket of fromServer) {
        socket.unpipe();
        socket.resume(); // read, and thrown away
      }
    },
    cut: () => {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    heal: () => {
      isCut = false;
    },
  };
}
