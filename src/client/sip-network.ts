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
import { type AgentOptions, Flow, type IncomingRequest } from '../sip/agent/index.js';
import { isSipUri, NameAddr, parseUri, randomToken, SipUri, type SipResponse } from '../sip/codec/index.js';
import { openWebSocket, type Transport, type WebSocketClass } from '../sip/transport/index.js';
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
  readonly #reconnecting: Reconnecting;
  #link: Link | undefined;
  #over = false;

  constructor(options: SipNetworkOptions) {
    this.#options = options;
    this.#reconnecting = new Reconnecting({
      connect: () => this.#connectAgain(this.#signedIn()),
      onConnected: () => this.#resume(),
      onGivenUp: () => this.#giveUp(),
      giveUpMs: (options.giveUpSeconds ?? 600) * 1000,
    });
  }

  async signIn(options: SignInOptions): Promise<PersonInfo> {
    const me = NameAddr(parseAddress(options.username));
    const host = `${randomToken()}.invalid`; // RFC 7118 §5: a browser has no address of its own
    const agent: AgentOptions = {
      sentBy: host,
      product: PRODUCT,
      onRequest: request => this.#take(request),
      onChallenge: (response, request) => Promise.resolve(digestAnswer(response, request, options)),
    };
    const uri = SipUri(randomToken(), host, { params: new Map([['transport', 'ws']]) });
    const flow = new Flow(await this.#open(), agent);
    const link = (this.#link = new Link(agent, flow, me, NameAddr(uri, '', deviceParams())));
    try {
      link.me = identityOf(await this.#register(link), me);
    } catch (error) {
      link.close();
      throw error;
    }
    return personOf(link.me);
  }

  async signOut(): Promise<void> {
    this.#over = true;
    this.#reconnecting.stop();
    const link = this.#link;
    link?.giveUp();
    if (link && !link.flow.closed) await link.registration.remove(link.flow);
    link?.close();
  }

  openChat(target: string, events: ChatEvents): ChatPort {
    return new SipChatPort(this.#signedIn(), parseAddress(target), events);
  }

  /** Opens a WebSocket. @throws Reason `SignInFailed` or `Canceled`. */
  async #open(): Promise<Transport> {
    const { server, WebSocket, openTimeoutMs = 10_000 } = this.#options;
    const transport = await openWebSocket(server, WebSocket, openTimeoutMs).catch(unreachable);
    if (!this.#over) return transport;
    transport.close();
    throw canceled();
  }

  /** Registers over the link's flow. Resolves with the 200. @throws Reason `SignInFailed` or `Canceled`. */
  async #register(link: Link): Promise<SipResponse> {
    const { flow } = link;
    const response = await link.registration.start(flow);
    if (response.status < 300 && !this.#over && !flow.closed) {
      flow.onClose = () => this.#lost(link);
      return response;
    }
    flow.transport.close();
    throw this.#over ? canceled() : signInFailed(response.status < 300 ? 503 : response.status);
  }

  async #connectAgain(link: Link): Promise<void> {
    link.flow = new Flow(await this.#open(), link.agent);
    await this.#register(link);
  }

  #lost(link: Link): void {
    if (this.#over) return;
    link.registration.stop();
    this.onConnection('Reconnecting');
    this.#reconnecting.start();
  }

  #resume(): void {
    this.onConnection('Connected');
    for (const session of [...this.#signedIn().sessions]) session.comeBack();
  }

  #giveUp(): void {
    this.#over = true;
    this.#link?.giveUp();
    this.#link?.close();
    this.onConnection('Lost', new Reason('ConnectionLost', { message: 'The connection to the server is lost.' }));
  }

  #take(request: IncomingRequest): void {
    const { method } = request.message;
    if (method === 'OPTIONS') return request.respond(200, { headers: { Allow: SESSION_METHODS } });
    if (method !== 'INVITE') return request.respond(405, { headers: { Allow: SESSION_METHODS } });
    const invitation = readOrRefuse(request);
    if (!invitation) return;
    const ringing = new SipInvitation(this.#signedIn(), request);
    this.onInvitation({ ...invitation, open: events => ringing.open(events) });
  }

  #signedIn(): Link {
    if (!this.#link) throw new TypeError('Cannot use the connection: not signed in');
    return this.#link;
  }
}

/** One sign-in: what its sessions share, over all its connections. */
class Link implements SipLink {
  readonly agent: AgentOptions;
  readonly contact: NameAddr;
  readonly registration: Registration;
  readonly sessions = new Set<Returnable>();
  me: NameAddr;
  flow: Flow;

  constructor(agent: AgentOptions, flow: Flow, me: NameAddr, contact: NameAddr) {
    this.agent = agent;
    this.flow = flow;
    this.me = me;
    this.contact = contact;
    this.registration = new Registration({ me, contact, onFailed: () => this.flow.transport.close() });
  }

  keep(session: Returnable): void {
    this.sessions.add(session);
  }

  release(session: Returnable): void {
    this.sessions.delete(session);
  }

  giveUp(): void {
    for (const session of [...this.sessions]) session.giveUp();
  }

  close(): void {
    this.registration.stop();
    this.flow.transport.close();
    this.flow.close();
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
