import {
  backOffMs,
  isUnreachable,
  type ArchivePort,
  type ArchiveReader,
  type ChatEvents,
  type ChatPort,
  type ConnectionState,
  type Invitation,
  type NetworkPort,
  parseAddress,
  type PeoplePort,
  type PeopleReader,
  type PersonInfo,
  type SignInOptions,
} from '../model/index.js';
import { Reason } from '../observable/index.js';
import { type AgentOptions, Flow, type IncomingRequest } from '../sip/agent/index.js';
import {
  addressOf,
  formatPayload,
  header,
  isSipUri,
  NameAddr,
  parseUri,
  randomToken,
  SipUri,
  type SipResponse,
} from '../sip/codec/index.js';
import { openWebSocket, type WebSocketClass } from '../sip/transport/index.js';
import { answerOther } from './answer-other.js';
import { digestAnswer } from './digest-answer.js';
import { loadFurther, whenLoaded } from './load-further.js';
import { nameIn } from './name-in.js';
import { readInvitation } from './read-invitation.js';
import { SipChatPort } from './sip-chat-port.js';
import { SipLink } from './sip-link.js';
import { failed, refused } from './sip-reason.js';
import { personOf } from './spoken-text.js';

export interface SipNetworkOptions {
  /** The server's WebSocket: `wss://chat.contoso.example/sip`. */
  readonly server: string;
  /** The host's WebSocket class: the browser's, or that of the `ws` package. */
  readonly WebSocket: WebSocketClass;
  /** How long a WebSocket may take to open, in milliseconds. Default 10,000. */
  readonly openTimeoutMs?: number | undefined;
  /** For how long a lost connection is made again before it counts as lost, in seconds. Default 600; may be `Infinity`. */
  readonly giveUpSeconds?: number | undefined;
}

const PRODUCT = 'sip-chat-elements';

/** The user part of the conference factory's URI, which makes groups. RFC 4579 §5.4. */
const FACTORY = 'conference';

/** How long a registration is asked to last, in seconds. */
const EXPIRES_SECONDS = 600;

/** It is refreshed when this part of its time is over. RFC 5626 §4.4.1 wants it done in good time. */
const REFRESH_AT = 0.8;

/** The network that the model is handed: one registered WebSocket to a SIP server, made again when it is lost. */
export class SipNetwork implements NetworkPort {
  onInvitation: (invitation: Invitation) => void = () => {};
  onConnection: (state: ConnectionState, reason?: Reason) => void = () => {};
  /** Not a public type, so that the names of the agent and the codec can be shortened: see docs/decisions/0006. */
  readonly #link = new SipLink();
  readonly #options: SipNetworkOptions;
  #agent!: AgentOptions;
  readonly #callId = randomToken();
  #sequence = 0;
  /** Until the next REGISTER or the next try to connect; there once we have been registered. */
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Ends waiting for the next try to connect. */
  #wake: (() => void) | undefined;
  #over = false;
  /** Why the last challenge could not be answered, when it is not for want of the right password. */
  #noAnswer: Reason | undefined;

  constructor(options: SipNetworkOptions) {
    this.#options = options;
  }

  async signIn({ username, password }: SignInOptions): Promise<PersonInfo> {
    const uri = readAddress(username);
    const host = `${randomToken()}.invalid`; // RFC 7118 §5: a browser has no address of its own
    const place = SipUri(randomToken(), host, { params: new Map([['transport', 'ws']]) });
    const link = this.#link;
    link.me = NameAddr(uri);
    link.contact = NameAddr(place, '', deviceParams());
    this.#agent = {
      sentBy: host,
      product: PRODUCT,
      onRequest: request => this.#take(request),
      onChallenge: (response, request) =>
        digestAnswer(response, request, uri.user, password).catch((error: unknown) => {
          if (error instanceof Reason) this.#noAnswer = error;
          throw error;
        }),
    };
    const named = nameIn(await this.#connect(), 'p-associated-uri');
    if (named && addressOf(named.uri) === addressOf(uri)) link.me = NameAddr(uri, named.displayName);
    return personOf(link.me);
  }

  async signOut(): Promise<void> {
    this.#over = true;
    clearTimeout(this.#timer); // no refresh comes between
    if (this.#timer) await this.#sendRegister(0);
    (this.#link.flow as Flow | undefined)?.transport.close(); // there is none before the first is open
  }

  hurry(): void {
    this.#wake?.();
  }

  openChat(target: string, events: ChatEvents): ChatPort {
    return new SipChatPort(this.#link, parseUri(target), events);
  }

  async archive(read: (archive: ArchivePort, reader: ArchiveReader) => Promise<void>): Promise<void> {
    const { archiveReader, archiveThrough } = await loadFurther();
    await read(archiveThrough(this.#link), archiveReader);
  }

  async people<T>(ask: (port: PeoplePort, reader: PeopleReader) => Promise<T>): Promise<T> {
    const { peopleReader, peopleThrough } = await loadFurther();
    return ask(peopleThrough(this.#link), peopleReader);
  }

  watchPeople(begin: (port: PeoplePort, reader: PeopleReader) => () => void): () => void {
    return whenLoaded(({ peopleReader, peopleThrough }) => begin(peopleThrough(this.#link), peopleReader));
  }

  openGroup(uri: string | undefined, events: ChatEvents, after = 0): ChatPort {
    const link = this.#link;
    const where = uri === undefined ? SipUri(FACTORY, (link.me.uri as SipUri).host) : parseUri(uri);
    return new SipChatPort(link, where, events, after);
  }

  reopen(uri: string, events: ChatEvents, after: number): ChatPort {
    return new SipChatPort(this.#link, parseUri(uri), events, after, true);
  }

  /** Connects and registers. Resolves with the 200. @throws Reason `SignInFailed`. */
  async #connect(): Promise<SipResponse> {
    const { server, WebSocket, openTimeoutMs = 10_000 } = this.#options;
    const transport = await openWebSocket(server, WebSocket, openTimeoutMs).catch((error: unknown) => {
      throw failed('SignInFailed', 503, '', String(error));
    });
    if (this.#over) transport.close();
    const flow = (this.#link.flow = new Flow(transport, this.#agent));
    this.#noAnswer = undefined;
    await this.#link.beforeRegister?.();
    const response = await this.#register(flow);
    if (response.status >= 300) {
      throw this.#noAnswer ? new Reason('SignInFailed', { reason: this.#noAnswer }) : refused('SignInFailed', response);
    }
    if (flow.closed) throw failed('SignInFailed', 503);
    flow.onClose = () => void this.#reconnect();
    return response;
  }

  /** Registers, and again in good time for as long as the connection lasts. One over which that fails is no good. */
  async #register(flow: Flow): Promise<SipResponse> {
    const response = await this.#sendRegister(EXPIRES_SECONDS);
    if (response.status >= 300) flow.transport.close();
    else if (!flow.closed && !this.#over)
      void this.#wait(grantedSeconds(response) * 1000 * REFRESH_AT).then(() => this.#register(flow));
    return response;
  }

  /** 0 seconds take the registration away. RFC 3261 §10.2. */
  #sendRegister(seconds: number): Promise<SipResponse> {
    const { flow, me, contact } = this.#link;
    this.#sequence += 3; // the agent takes one or two more when it is challenged
    return flow.request({
      method: 'REGISTER',
      uri: 'host' in me.uri ? SipUri('', me.uri.host) : me.uri, // the domain alone: §10.2
      from: me,
      to: me,
      contact,
      callId: this.#callId,
      sequence: this.#sequence,
      payload: formatPayload({ headers: { Expires: String(seconds), Supported: 'outbound, path' } }),
    });
  }

  /** The connection is lost: tries again and again, with growing and random delays, until it works or time is over. */
  async #reconnect(): Promise<void> {
    if (this.#over) return;
    this.onConnection('Reconnecting');
    let why: Reason | undefined;
    const giveUpAt = Date.now() + (this.#options.giveUpSeconds ?? 600) * 1000;
    for (let attempt = 0; Date.now() <= giveUpAt; attempt++) {
      const waited = this.#wait(backOffMs(attempt, Math.random()));
      const woken = new Promise<void>(resolve => {
        this.#wake = () => {
          attempt = -1; // it may take a moment longer, but not a long one
          resolve();
        };
      });
      await Promise.race([waited, woken]);
      this.#wake = undefined;
      clearTimeout(this.#timer);
      try {
        await this.#connect();
      } catch (error) {
        if (this.#over) return;
        why = error as Reason; // told when it was the last try: until then the person sees that we are reconnecting
        if (!isUnreachable(why)) break; // the server is there, and refuses us
        continue;
      }
      this.onConnection('Connected');
      for (const session of this.#link.sessions) void session.comeBack();
      return;
    }
    this.onConnection('Lost', why);
  }

  /** One thing is waited for at a time: what was waited for before does not come any more. */
  #wait(ms: number): Promise<void> {
    clearTimeout(this.#timer);
    return new Promise(resolve => (this.#timer = setTimeout(resolve, ms)));
  }

  #take(request: IncomingRequest): void {
    if (request.message.method !== 'INVITE') return answerOther(request);
    const invitation = readInvitation(request.message);
    if (!invitation) return request.respond(488);
    this.onInvitation({ ...invitation, open: events => SipChatPort.incoming(this.#link, request, events) });
  }
}

/** Our own address, as people write it. @throws Reason `SignInFailed`. */
function readAddress(text: string): SipUri {
  try {
    const uri = parseUri(parseAddress(text));
    if (isSipUri(uri)) return uri;
  } catch {
    // Said below.
  }
  throw failed('SignInFailed', 400, 'ParameterValidationFailure', `"${text}" is not a SIP address.`);
}

/** RFC 5626 §4.1 `+sip.instance` and `reg-id`; the `message` capability of RFC 3840 and RFC 4569. */
function deviceParams(): ReadonlyMap<string, string> {
  return new Map([
    // A version 4 UUID, RFC 9562 §5.4. Nobody has so many devices that 48 random bits are too few to tell them apart.
    ['+sip.instance', `<urn:uuid:00000000-0000-4000-8000-${randomToken(6)}>`],
    ['reg-id', '1'],
    ['message', ''],
  ]);
}

function grantedSeconds(response: SipResponse): number {
  const granted = Number(header(response, 'expires'));
  return granted > 0 ? granted : EXPIRES_SECONDS;
}
