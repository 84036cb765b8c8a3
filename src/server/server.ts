import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Server as HttpsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { Accounts } from './accounts.js';
import { checkDomain } from './edit-accounts.js';
import { memberOfText } from './focus/index.js';
import { Handshakes } from './handshake.js';
import { limitsFrom, type Limits } from './limits.js';
import { SipService, type SipServiceOptions } from './sip-service.js';
import { openEmbeddedStore } from './store/index.js';
import { VERSION } from './version.js';

/** What a server is made of. Every limit may be given too: see `Limits`. */
export interface ServerOptions extends Partial<{ readonly [Name in keyof Limits]: number | undefined }> {
  /** Whose addresses these are: `contoso.example`. It is the realm of the passwords. */
  readonly domain: string;
  /** The accounts file, as `addAccount` writes it. What is changed in it counts from the next sign-in on. */
  readonly accounts: string;
  /** The directory of the message log, made when it is missing; `':memory:'` forgets everything at the end. */
  readonly data: string;
  /** The address to listen at. Default `127.0.0.1`. */
  readonly host?: string | undefined;
  /** Default 0: any free one. */
  readonly port?: number | undefined;
  /** Of the WebSocket's URL. Default `/sip`. */
  readonly path?: string | undefined;
  /** A server that listens already, to share its port: only handshakes at `path` are taken from it, and it is not closed. */
  readonly httpServer?: Server | undefined;
  /**
   * The origins whose pages may connect, such as `https://intranet.contoso.example`. Default: all, for a page can do no more
   * than who knows the password. Clients that are no browsers send no origin and may always.
   */
  readonly origins?: readonly string[] | undefined;
  /** How long somebody is asked before it counts as not answered, in seconds. Default 30. */
  readonly ringSeconds?: number | undefined;
  /** How long somebody whose connection is lost is still in their conversations, in seconds. Default 60. */
  readonly graceSeconds?: number | undefined;
}

/** A server that runs. */
export interface ChatServer {
  /** Where clients connect: `ws://127.0.0.1:41234/sip`. */
  readonly url: string;
  /** Its own, or the one it was given. */
  readonly httpServer: Server;
  /** Closes all connections, writes what has not been written, and frees port and directory. */
  close(): Promise<void>;
}

/** RFC 6455 §7.4.1: the server is going down. */
const GOING_AWAY = 1001;
/** How long a peer may take to agree to the closing before it is cut off, in milliseconds. */
const CLOSING_MS = 500;

/**
 * Starts a SIP instant-messaging server on WebSockets.
 * @returns When it listens.
 * @throws {RangeError} For a domain or limit that cannot be one.
 * @throws {TypeError} For an `httpServer` that does not listen.
 * @throws Error when the accounts file, the data directory or the port cannot be used.
 */
export async function createServer(options: ServerOptions): Promise<ChatServer> {
  const { data, host = '127.0.0.1', port = 0 } = options;
  const domain = checkDomain(options.domain);
  const limits = limitsFrom(options);
  const accounts = new Accounts(options.accounts);
  const store = openEmbeddedStore(data, { memberOf: memberOfText });
  try {
    const httpServer = options.httpServer ?? (await listen(host, port, limits.handshakeSeconds * 1000));
    return start(httpServer, { ...options, domain, limits, accounts, store });
  } catch (error) {
    await store.close();
    throw error;
  }
}

type Parts = Pick<ServerOptions, 'path' | 'origins' | 'httpServer' | 'ringSeconds' | 'graceSeconds'> &
  Pick<SipServiceOptions, 'domain' | 'limits' | 'accounts' | 'store'>;

function start(httpServer: Server, parts: Parts): ChatServer {
  const { path = '/sip', origins, domain, limits, accounts, store, ringSeconds, graceSeconds } = parts;
  const url = urlOf(httpServer, path);
  const product = `sip-chat-server/${VERSION}`;
  const service = new SipService({ accounts, store, domain, product, limits, ringSeconds, graceSeconds });
  const secure = httpServer instanceof HttpsServer;
  const onSocket = (socket: WebSocket, stream: Duplex): void => service.accept(socket, stream, secure);
  const handshakes = new Handshakes(httpServer, { path, origins, maxFrameBytes: limits.maxFrameBytes, onSocket });
  const close = async (): Promise<void> => {
    handshakes.close();
    service.close();
    await Promise.all([...handshakes.sockets].map(closeSocket));
    if (httpServer !== parts.httpServer) await closeHttp(httpServer);
    await store.close();
  };
  let closing: Promise<void> | undefined;
  return { url, httpServer, close: () => (closing ??= close()) };
}

function listen(host: string, port: number, handshakeMs: number): Promise<Server> {
  const times = { headersTimeout: handshakeMs, connectionsCheckingInterval: handshakeMs };
  const server = createHttpServer(times, answerHttp);
  return new Promise((resolve, reject) => {
    server.once('error', error =>
      reject(new Error(`Cannot listen at ${host}:${port}: ${error.message}`, { cause: error })),
    );
    server.listen(port, host, () => resolve(server));
  });
}

/** For load balancers: who is not up does not answer. */
function answerHttp(request: IncomingMessage, response: ServerResponse): void {
  const healthy = request.method === 'GET' && request.url === '/healthz';
  response.writeHead(healthy ? 200 : 404, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(healthy ? 'ok\n' : 'Here is a SIP server; connect by WebSocket\n');
}

function urlOf(server: Server, path: string): string {
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new TypeError('Cannot share the HTTP server: it does not listen on a port');
  }
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `${server instanceof HttpsServer ? 'wss' : 'ws'}://${host}:${address.port}${path}`;
}

function closeSocket(socket: WebSocket): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(() => socket.terminate(), CLOSING_MS);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.close(GOING_AWAY, 'server is closing');
  });
}

function closeHttp(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close(error => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
