import type {
  ChatEvents,
  ChatPort,
  ConnectionState,
  Invitation,
  NetworkPort,
  PersonInfo,
  SignInOptions,
} from '../model/index.js';
import { Reason } from '../observable/index.js';
import { Agent, type Flow, type IncomingRequest } from '../sip/agent/index.js';
import { isSipUri, NameAddr, parseUri, randomToken, SipUri } from '../sip/codec/index.js';
import { openWebSocket, type WebSocketClass } from '../sip/transport/index.js';
import { digestAnswer } from './digest-answer.js';
import { SESSION_METHODS } from './message-session.js';
import { Reconnecting } from './reconnecting.js';
import { identityOf, Registration } from './registration.js';
import { SipChatPort } from './sip-chat-port.js';
import { readInvitation, SipInvitation } from './sip-invitation.js';
import type { Returnable, SipLink } from './sip-link.js';
import { signInFailed } from './sip-reason.js';
import { personOf } from './spoken-text.js';

export interface SipNetworkOptions {
  /** The server's WebSocket: `wss://chat.contoso.example/sip`. */
  readonly server: string;
  /** The host's WebSocket class: the browser's, or that of the `ws` package. */
  readonly WebSocket: WebSocketClass;
  /** How long a WebSocket may take to open, in milliseconds. Default 10,000. */
  readonly openTimeoutMs?: number | undefined;
  /** For how long a lost connection is made again before it counts as lost, in seconds. Default 600. */
  readonly giveUpSeconds?: number | undefined;
}

const PRODUCT = 'sip-chat-elements';

/** The network that the model is handed: one registered WebSocket to a SIP server, made again when it is lost. */
export class SipNetwork implements NetworkPort {
  onInvitation: (invitation: Invitation) => void = () => {};
  onConnection: (state: ConnectionState, reason?: Reason) => void = () => {};
  readonly #options: SipNetworkOptions;
  readonly #sessions = new Set<Returnable>();
  readonly #reconnecting: Reconnecting;
  #agent: Agent | undefined;
  #registration: Registration | undefined;
  #link: SipLink | undefined;
  #flow: Flow | undefined;
  #over = false;

  constructor(options: SipNetworkOptions) {
    this.#options = options;
    this.#reconnecting = new Reconnecting({
      connect: () => this.#connect(),
      onConnected: () => this.#resume(),
      onGivenUp: () => this.#giveUp(),
      giveUpMs: (options.giveUpSeconds ?? 600) * 1000,
    });
  }

  async signIn(options: SignInOptions): Promise<PersonInfo> {
    const me = NameAddr(parseAddress(options.username));
    const host = `${randomToken()}.invalid`; // RFC 7118 §5: a browser has no address of its own
    const agent = new Agent({
      sentBy: host,
      product: PRODUCT,
      onRequest: request => this.#take(request),
      onChallenge: (response, request) => Promise.resolve(digestAnswer(response, request, options)),
    });
    this.#agent = agent;
    const contact = NameAddr(
      SipUri(randomToken(), host, { params: new Map([['transport', 'ws']]) }),
      '',
      deviceParams(),
    );
    const onFailed = () => this.#flow?.transport.close();
    this.#registration = new Registration({ agent, me, contact, onFailed });
    try {
      const response = await this.#connect();
      const identity = identityOf(response, me);
      this.#link = this.#linkOf(agent, identity, contact);
      return personOf(identity);
    } catch (error) {
      this.#close();
      throw error;
    }
  }

  async signOut(): Promise<void> {
    const flow = this.#flow;
    const registration = this.#registration;
    this.#over = true;
    this.#reconnecting.stop();
    for (const session of [...this.#sessions]) session.giveUp();
    if (flow && !flow.closed && this.#link) await registration?.remove(flow);
    this.#close();
  }

  openChat(target: string, events: ChatEvents): ChatPort {
    return new SipChatPort(this.#signedIn(), parseAddress(target), events);
  }

  /** Opens a WebSocket and registers over it. Resolves with the 200. @throws Reason `SignInFailed` or `Canceled`. */
  async #connect() {
    const { server, WebSocket, openTimeoutMs = 10_000 } = this.#options;
    const { agent, registration } = this.#parts();
    const transport = await openWebSocket(server, WebSocket, openTimeoutMs).catch(unreachable);
    if (this.#over) {
      transport.close();
      throw canceled();
    }
    const flow = agent.attach(transport);
    this.#flow = flow;
    const response = await registration.start(flow);
    if (this.#over) throw canceled();
    if (response.status >= 300) {
      flow.transport.close();
      throw signInFailed(response.status);
    }
    flow.onClose = () => this.#lost();
    if (flow.closed) throw signInFailed(503);
    return response;
  }

  #lost(): void {
    if (this.#over) return;
    this.#registration?.stop();
    this.onConnection('Reconnecting');
    this.#reconnecting.start();
  }

  #resume(): void {
    this.onConnection('Connected');
    for (const session of [...this.#sessions]) session.comeBack();
  }

  #giveUp(): void {
    this.#over = true;
    for (const session of [...this.#sessions]) session.giveUp();
    this.#close();
    this.onConnection('Lost', new Reason('ConnectionLost', { message: 'The connection to the server is lost.' }));
  }

  #close(): void {
    this.#registration?.stop();
    this.#flow?.transport.close();
    this.#agent?.close();
  }

  #take(request: IncomingRequest): void {
    const { method } = request.message;
    if (method === 'OPTIONS') return request.respond(200, { headers: { Allow: SESSION_METHODS } });
    if (method !== 'INVITE' || !this.#link) return request.respond(405, { headers: { Allow: SESSION_METHODS } });
    const invitation = readOrRefuse(request);
    if (!invitation) return;
    const ringing = new SipInvitation(this.#link, request);
    this.onInvitation({ ...invitation, open: events => ringing.open(events) });
  }

  #linkOf(agent: Agent, me: NameAddr, contact: NameAddr): SipLink {
    const flow = () => this.#currentFlow();
    return {
      agent,
      me,
      contact,
      get flow() {
        return flow();
      },
      keep: session => this.#sessions.add(session),
      release: session => this.#sessions.delete(session),
    };
  }

  #currentFlow(): Flow {
    if (!this.#flow) throw new TypeError('Cannot use the connection: not signed in');
    return this.#flow;
  }

  #signedIn(): SipLink {
    if (!this.#link) throw new TypeError('Cannot open a chat: not signed in');
    return this.#link;
  }

  #parts(): { agent: Agent; registration: Registration } {
    if (!this.#agent || !this.#registration) throw new TypeError('Cannot connect: signIn was not called');
    return { agent: this.#agent, registration: this.#registration };
  }
}

/**
 * A person's address as people write it: `sip:` may be missing.
 * @throws Reason `InvalidAddress`.
 */
function parseAddress(text: string): SipUri {
  const address = text.trim();
  try {
    const uri = parseUri(/^sips?:/i.test(address) ? address : `sip:${address}`);
    if (isSipUri(uri) && uri.user !== '') return uri;
  } catch {
    // told below, in words for the person who typed it
  }
  throw new Reason('InvalidAddress', { message: `"${text}" is not a SIP address like alice@contoso.example.` });
}

/** RFC 5626 §4.1 `+sip.instance` and `reg-id`; the `message` capability of RFC 3840 and RFC 4569. */
function deviceParams(): ReadonlyMap<string, string> {
  return new Map([
    ['+sip.instance', `<urn:uuid:${randomUuid()}>`],
    ['reg-id', '1'],
    ['message', ''],
  ]);
}

/** A version 4 UUID, RFC 9562 §5.4. `crypto.randomUUID` is missing on pages that are not served over TLS. */
function randomUuid(): string {
  return randomToken(16).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
}

function readOrRefuse(request: IncomingRequest): Omit<Invitation, 'open'> | undefined {
  try {
    const invitation = readInvitation(request.message);
    if (!invitation) request.respond(488);
    return invitation;
  } catch {
    request.respond(400); // the body cannot be parsed
    return undefined;
  }
}

function unreachable(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  throw new Reason('SignInFailed', {
    message: 'The chat server cannot be reached.',
    reason: new Reason('ServiceUnavailable', { subcode: 'Unreachable', message }),
  });
}

function canceled(): Reason {
  return new Reason('Canceled', { message: 'Signed out before the sign-in was done.' });
}
