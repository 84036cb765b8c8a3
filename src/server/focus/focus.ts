import type { IncomingRequest } from '../../sip/agent/index.js';
import {
  addressOf,
  formatNameAddr,
  formatPayload,
  isSipUri,
  NameAddr,
  parseUri,
  randomToken,
  type SipUri,
} from '../../sip/codec/index.js';
import type { Account, Accounts } from '../accounts.js';
import type { Registrar } from '../registrar.js';
import type { Store } from '../store/index.js';
import { addMember, type AddOutcome } from './adding.js';
import { answerError } from './answer-error.js';
import { Archive } from './archive.js';
import { comeBack } from './come-back.js';
import { createGroup, FACTORY_USER } from './conference-factory.js';
import { Conversation } from './conversation.js';
import { serveInSession } from './in-session.js';
import { joinByUri } from './joining.js';
import { readOffer, type FormattedBody, type Offer } from './offer.js';
import { readPeer } from './peer.js';
import { readReferTo, serveRefer } from './refer.js';
import { checkMayRemove, removePerson } from './removing.js';
import { Ringing, type RingOutcome } from './ringing.js';
import { SipError } from './sip-error.js';
import { readSubject } from './topic.js';
import { startTwoPartyChat } from './two-party-chat.js';

export interface FocusOptions {
  readonly store: Store;
  readonly registrar: Pick<Registrar, 'devices'>;
  readonly accounts: Pick<Accounts, 'find'>;
  /** Whether somebody wants no invitations now: they get 600, and nobody rings. Default: nobody does. */
  readonly doNotDisturb?: (address: string) => boolean;
  readonly domain: string;
  /** How long somebody is asked before it counts as not answered, in seconds. Default 30. */
  readonly ringSeconds?: number | undefined;
  /** How long somebody whose connection is lost is still in, in seconds. Default 60. */
  readonly graceSeconds?: number | undefined;
  /** Longest message, in bytes of its body. Over it: 413. Default 65,536. */
  readonly maxMessageBytes?: number | undefined;
  /** Most people in one conversation. Over it an added person is refused with 486. Default 250. */
  readonly maxMembers?: number | undefined;
  /** Most sessions and subscriptions of one connection. Over it no group is created: 503. Default 2,000. */
  readonly maxSessions?: number | undefined;
  /** Most devices waiting in the lobby of one conversation. Over it: 486. Default 50. */
  readonly maxLobby?: number | undefined;
  /** How long somebody may wait in a lobby, in seconds. Then: 480. Default 600. */
  readonly lobbySeconds?: number | undefined;
}

/** What the user part of a conversation's URI begins with. No account may have such a name. */
export const CONVERSATION_PREFIX = 'chat-';

const TOO_MANY = { 'Retry-After': '60', 'Refused-Because': 'LimitExceeded' };

/** Bytes of randomness in a conversation's URI. */
const ID_BYTES = 16;

/** RFC 3261 §21.6.1: they could be reached, and do not wish to take the call. */
const DO_NOT_DISTURB: RingOutcome = { status: 600, reason: 'Do Not Disturb', accepted: undefined };

/** What may be sent outside a session. */
const FOCUS_METHODS = 'INVITE, REFER, SUBSCRIBE, REGISTER, OPTIONS, ACK, CANCEL';

const DEFAULTS = {
  ringSeconds: 30,
  graceSeconds: 60,
  maxMessageBytes: 65_536,
  maxMembers: 250,
  maxSessions: 2000,
  maxLobby: 50,
  lobbySeconds: 600,
};

/**
 * The conversations of this server. It takes what is sent to people and to conversations: starts chats, adds people,
 * lets those who are in come back, and keeps everybody else out. RFC 4353 §3.1 calls this a focus.
 */
export class Focus {
  /** What there was. */
  readonly archive: Archive;
  readonly #options: FocusOptions & Required<typeof DEFAULTS>;
  readonly #conversations = new Map<string, Promise<Conversation | undefined>>();
  readonly #names = new WeakMap<Account, NameAddr>();

  constructor(options: FocusOptions) {
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
    this.#options = { ...options, ...DEFAULTS, ...given };
    const { store, domain } = options;
    const live = async (id: string) => this.#conversations.get(id)?.catch(() => undefined);
    this.archive = new Archive({ store, domain, nameOf: this.#nameOf, live });
  }

  /** A request outside any dialog, from somebody who has signed in. It is answered in every case. */
  onRequest(request: IncomingRequest, from: Account): void {
    answered(request, this.#serve(request, from));
  }

  /** Lets go of every conversation without a word; their logs stay, and members can come back to the next server. */
  close(): void {
    for (const found of this.#conversations.values()) void found.then(conversation => conversation?.close());
    this.#conversations.clear();
  }

  async #serve(request: IncomingRequest, from: Account): Promise<void> {
    const { method } = request.message;
    if (method !== 'INVITE' && method !== 'REFER' && method !== 'SUBSCRIBE') {
      throw new SipError(405, 'Method Not Allowed', { Allow: FOCUS_METHODS });
    }
    const target = this.#localTarget(request);
    if (target.user === FACTORY_USER) return this.#toFactory(request, from.address);
    if (!target.user.startsWith(CONVERSATION_PREFIX)) return this.#toPerson(request, from, target);
    if (method === 'INVITE') request.respond(100); // its log may have to be read
    const conversation = await this.#find(target.user);
    if (!conversation) throw new SipError(404, 'No such conversation');
    return this.#toConversation(request, from.address, conversation);
  }

  #localTarget({ message }: IncomingRequest): SipUri {
    const { uri } = message;
    if (!isSipUri(uri)) throw new SipError(416, 'Unsupported URI Scheme');
    if (uri.host.toLowerCase() !== this.#options.domain) throw new SipError(404, 'No such domain here');
    return uri;
  }

  async #toPerson(request: IncomingRequest, from: Account, target: SipUri): Promise<void> {
    if (request.message.method !== 'INVITE') throw new SipError(403, 'Only an INVITE may be sent to a person');
    const account = this.#options.accounts.find(addressOf(target));
    const offer = this.#offer(request);
    if (!account) throw new SipError(404, 'Not Found');
    const callee = account.address;
    if (callee === from.address) throw new SipError(403, 'Nobody can chat with themselves');
    const peer = readPeer(offer.sdp, request.message.contact);
    const topic = readSubject(request.message);
    request.respond(100);
    const conversation = this.#create();
    const ring = (body: FormattedBody, headers: Record<string, string>) => {
      const all = { ...headers, ...(topic && { Subject: topic }) };
      return this.#ring(conversation, callee, this.#nameOf(from.address), all, body);
    };
    const nameOf = this.#nameOf;
    await startTwoPartyChat(conversation, { request, offer, peer, caller: from.address, callee, topic, nameOf, ring });
  }

  async #toFactory(request: IncomingRequest, creator: string): Promise<void> {
    if (request.message.method !== 'INVITE') throw new SipError(405, 'Method Not Allowed', { Allow: 'INVITE' });
    const offer = this.#offer(request);
    const peer = readPeer(offer.sdp, request.message.contact);
    const topic = readSubject(request.message);
    if (request.flow.dialogs.size >= this.#options.maxSessions) throw new SipError(503, 'Too many sessions', TOO_MANY);
    request.respond(100);
    await createGroup(this.#create(), { request, offer, peer, creator, topic });
  }

  async #toConversation(request: IncomingRequest, address: string, conversation: Conversation): Promise<void> {
    request.onCancel = () => request.respond(487);
    const isIn = await conversation.includes(address);
    if (request.flow.closed || request.status !== 0) return; // while we waited: nobody hears the answer, or wants another
    request.onCancel = () => {};
    if (conversation.over) throw new SipError(410, 'The conversation has ended');
    if (!isIn && request.message.method === 'INVITE') {
      return joinByUri(conversation, request, address, this.#offer(request));
    }
    if (!isIn) throw new SipError(403, 'Not in this conversation');
    switch (request.message.method) {
      case 'INVITE':
        return comeBack(conversation, request, address, this.#offer(request));
      case 'SUBSCRIBE':
        return conversation.roster.subscribe(request, address, conversation.contact);
      default:
        return this.#refer(request, address, conversation);
    }
  }

  async #refer(request: IncomingRequest, by: string, conversation: Conversation): Promise<void> {
    const referral = readReferTo(request);
    const { accounts } = this.#options;
    const target = addressOf(referral.who);
    const { address: who = target } = accounts.find(target) ?? {};
    if (referral.method === 'BYE') {
      checkMayRemove(conversation, by);
      return serveRefer(request, conversation.contact, () => removePerson(conversation, by, who));
    }
    if (!conversation.answered) throw new SipError(403, 'Nobody can be added before the other side has answered');
    const { topic } = conversation.state;
    const headers = { 'Referred-By': formatNameAddr(this.#nameOf(by)), ...(topic && { Subject: topic }) };
    const ring = (body: FormattedBody) => this.#ring(conversation, who, NameAddr(conversation.uri), headers, body);
    const add = (onRinging: () => void): Promise<AddOutcome> =>
      addMember(conversation, { by, who, known: accounts.find(who) !== undefined, ring, onRinging });
    await serveRefer(request, conversation.contact, add);
  }

  async #ring(
    conversation: Conversation,
    who: string,
    from: NameAddr,
    headers: Record<string, string>,
    { contentType, body }: FormattedBody,
  ): Promise<Ringing> {
    const { registrar, ringSeconds, doNotDisturb } = this.#options;
    const session = { ...conversation.sessionHeaders, Expires: String(ringSeconds) };
    const payload = formatPayload({ headers: { ...headers, ...session }, contentType, body });
    const devices = await registrar.devices(who);
    const request = { from, to: this.#nameOf(who), contact: conversation.contact, payload };
    return new Ringing(devices, request, ringSeconds, doNotDisturb?.(who) ? DO_NOT_DISTURB : undefined);
  }

  #offer({ message }: IncomingRequest): Offer {
    return readOffer(message, this.#options.maxMessageBytes);
  }

  /** An address with the name of its account. Kept as long as the account: it stands in every message. */
  readonly #nameOf = (address: string): NameAddr => {
    const account = this.#options.accounts.find(address);
    if (!account) return NameAddr(parseUri(address));
    const name = this.#names.get(account) ?? NameAddr(parseUri(address), account.displayName);
    this.#names.set(account, name);
    return name;
  };

  #create(): Conversation {
    const conversation = this.#conversation(CONVERSATION_PREFIX + randomToken(ID_BYTES));
    this.#conversations.set(conversation.id, Promise.resolve(conversation));
    return conversation;
  }

  /** The conversation of that id, read back from its log where it is not in memory. */
  #find(id: string): Promise<Conversation | undefined> {
    const found = this.#conversations.get(id);
    if (found) return found;
    const loading = this.#load(id);
    this.#conversations.set(id, loading);
    // Only what somebody is in stays: asking for made-up ids costs no memory.
    void loading.then(
      conversation => {
        if (!conversation || conversation.over) this.#conversations.delete(id);
      },
      () => this.#conversations.delete(id),
    );
    return loading;
  }

  async #load(id: string): Promise<Conversation | undefined> {
    const conversation = this.#conversation(id);
    await conversation.load();
    return conversation.state.position === 0 ? undefined : conversation;
  }

  #conversation(id: string): Conversation {
    return new Conversation({
      ...this.#options,
      id,
      nameOf: this.#nameOf,
      onRequest: (conversation, leg, request) =>
        answered(request, serveInSession(conversation, leg, request, this.#options.maxMessageBytes)),
      onEnded: conversation => this.#conversations.delete(conversation.id),
    });
  }
}

function answered(request: IncomingRequest, served: Promise<void>): void {
  served.catch((error: unknown) => answerError(request, error));
}
