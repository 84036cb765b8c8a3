import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { type AgentOptions, Flow, type IncomingRequest, reasonPhrase } from '../sip/agent/index.js';
import { checkRequest, type Capabilities } from '../sip/codec/index.js';
import type { Accounts } from './accounts.js';
import { Connection } from './connection.js';
import { FetchServer } from './fetch.js';
import { answerError, Focus } from './focus/index.js';
import type { Limits } from './limits.js';
import { Directory } from './people/directory.js';
import { PresenceAgent } from './presence/index.js';
import { readMessage } from './read-message.js';
import { Registrar } from './registrar.js';
import { SignIn } from './sign-in.js';
import type { Store } from './store/index.js';

export interface SipServiceOptions {
  readonly accounts: Accounts;
  readonly store: Store;
  /** In lower case. */
  readonly domain: string;
  /** What stands in Server and User-Agent. */
  readonly product: string;
  readonly limits: Limits;
  readonly ringSeconds: number | undefined;
  readonly graceSeconds: number | undefined;
}

const CAPABILITIES: Capabilities = {
  methods: [
    'INVITE',
    'ACK',
    'CANCEL',
    'BYE',
    'MESSAGE',
    'INFO',
    'REFER',
    'SUBSCRIBE',
    'NOTIFY',
    'PUBLISH',
    'REGISTER',
    'OPTIONS',
  ],
  extensions: ['outbound'],
};

/** What OPTIONS is told. RFC 3261 §11.2. */
const ABILITIES = {
  Allow: CAPABILITIES.methods.join(', '),
  Accept: 'application/sdp, multipart/mixed, message/cpim, text/plain, text/html, application/conference-info+xml',
  'Allow-Events': 'conference, presence',
  Supported: CAPABILITIES.extensions.join(', '),
};

/** All SIP of the server: connections come in, and each request goes to who serves it. */
export class SipService {
  readonly #agent: AgentOptions;
  readonly #focus: Focus;
  readonly #registrar: Registrar;
  readonly #presence: PresenceAgent;
  readonly #signIn: SignIn;
  /** What can be asked by SUBSCRIBE with `Expires: 0`. */
  readonly #fetches: FetchServer;
  readonly #limits: Limits;
  readonly #connections = new Map<Flow, Connection>();

  constructor(options: SipServiceOptions) {
    const { accounts, store, domain, product, limits, ringSeconds, graceSeconds } = options;
    const { maxMessageBytes, maxMembers, maxSessions, maxLobby, lobbySeconds } = limits;
    this.#limits = limits;
    this.#agent = {
      // RFC 3261 §18.1.1 wants a name for this host; that answers come back over the same connection, it does not decide.
      sentBy: domain,
      product,
      parse: readMessage,
      onRequest: request => this.#onRequest(request),
      onMalformed: (error, flow, data) => this.#connections.get(flow)?.onMalformed(error, data),
      reasonPhrase,
    };
    this.#registrar = new Registrar({ store, domain, limits });
    this.#presence = new PresenceAgent({ registrar: this.#registrar, accounts, domain, limits });
    this.#registrar.onDevices = (address, lost) => this.#presence.devicesChanged(address, lost);
    this.#signIn = new SignIn(accounts, domain);
    this.#focus = new Focus({
      store,
      registrar: this.#registrar,
      accounts,
      doNotDisturb: address => this.#presence.doNotDisturb(address),
      domain,
      ringSeconds,
      graceSeconds,
      maxMessageBytes,
      maxMembers,
      maxSessions,
      maxLobby,
      lobbySeconds,
    });
    const { archive } = this.#focus;
    const directory = new Directory(accounts);
    this.#fetches = new FetchServer(domain, {
      people: { of: 'domain', answer: fetch => directory.answer(fetch) },
      conversations: { of: 'domain', answer: ({ by, question }) => archive.conversations(by.address, question) },
      history: {
        of: 'conversation',
        answer: ({ by, target, question }) => archive.history(target.user, by.address, question),
      },
    });
  }

  /**
   * Takes a connection.
   * @param socket - Open, with the subprotocol `sip`.
   * @param stream - What the socket writes to.
   * @param secure - Whether TLS ends here.
   */
  accept(socket: WebSocket, stream: Duplex, secure: boolean): void {
    const connection = new Connection(socket, stream, secure, this.#limits);
    const flow = new Flow(connection.transport, this.#agent);
    this.#connections.set(flow, connection);
    flow.onClose = () => {
      this.#connections.delete(flow);
      this.#registrar.flowClosed(flow).catch(console.error);
    };
  }

  /** Forgets everybody without a word. The sockets stay open. */
  close(): void {
    this.#focus.close();
    this.#presence.close();
    for (const flow of this.#connections.keys()) flow.close();
    this.#connections.clear();
  }

  /** A request outside any dialog; those inside one come from the flow of their dialog, which has signed in. */
  #onRequest(request: IncomingRequest): void {
    try {
      this.#serve(request);
    } catch (error) {
      answerError(request, error);
    }
  }

  #serve(request: IncomingRequest): void {
    const connection = this.#connections.get(request.flow);
    if (!connection) return;
    const account = this.#signIn.check(request, connection);
    const refusal = checkRequest(request.message, CAPABILITIES);
    if (refusal) return request.respond(refusal.status, { headers: refusal.headers });
    switch (request.message.method) {
      case 'REGISTER':
        this.#registrar.register(request, account).catch((error: unknown) => answerError(request, error));
        return;
      case 'OPTIONS':
        return request.respond(200, { headers: ABILITIES });
      case 'SUBSCRIBE': {
        const fetched = this.#fetches.serve(request, account);
        fetched?.catch((error: unknown) => answerError(request, error));
        if (fetched) return;
        if (this.#presence.isAbout(request.message.uri)) return this.#presence.subscribe(request, account);
        break;
      }
      case 'PUBLISH':
        return this.#presence.publish(request, account);
    }
    this.#focus.onRequest(request, account);
  }
}
