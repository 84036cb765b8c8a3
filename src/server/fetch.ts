import type { IncomingRequest } from '../sip/agent/index.js';
import { bareType } from '../sip/body/index.js';
import { formatPayload, header, isSipUri, NameAddr, parseValue, type SipUri } from '../sip/codec/index.js';
import type { Account } from './accounts.js';
import { CONVERSATION_PREFIX } from './focus/index.js';
import { SipError } from './focus/sip-error.js';

/** A question with one answer. */
export interface Fetch {
  /** Who asks: they have signed in. */
  readonly by: Account;
  /** Whom they ask: `sip:contoso.example`, or a conversation's URI. */
  readonly target: SipUri;
  /** What they ask, as it came: nobody has looked into it. */
  readonly question: Readonly<Record<string, unknown>>;
}

/** An event package that can be fetched, but not subscribed to for longer. */
export interface FetchPackage {
  /** Who is asked: the domain itself, or one conversation. */
  readonly of: 'domain' | 'conversation';
  /**
   * Gives what `JSON.stringify` can write, of {@link ANSWER_LENGTH} or little more.
   * @throws SipError 400 for a question that makes no sense, or another refusal.
   */
  readonly answer: (fetch: Fetch) => unknown;
}

/** About how long an answer may be, in characters. */
export const ANSWER_LENGTH = 65_536;

/** Longest question, in characters. */
const QUESTION_LENGTH = 4096;

/** How many questions of one person may be open at a time. Over it: 503 with Retry-After. */
const MAX_OPEN = 8;

/** Serves SUBSCRIBEs to packages that are fetched: one NOTIFY holds the answer, and ends the subscription. RFC 6665 §4.4.3. */
export class FetchServer {
  readonly #domain: string;
  readonly #packages: Readonly<Record<string, FetchPackage>>;
  /** How many questions of each person are being answered. */
  readonly #open = new Map<string, number>();

  /**
   * @param domain - Ours, in lower case.
   * @param packages - By their names.
   */
  constructor(domain: string, packages: Readonly<Record<string, FetchPackage>>) {
    this.#domain = domain;
    this.#packages = packages;
  }

  /**
   * Answers a SUBSCRIBE from somebody who has signed in. What it rejects with is for the caller to answer.
   * @returns Nothing when the request is to somebody else, or for another package of a conversation: it is not answered.
   */
  serve(request: IncomingRequest, by: Account): Promise<void> | undefined {
    const { uri: target } = request.message;
    if (!isSipUri(target) || target.host.toLowerCase() !== this.#domain) return undefined;
    const of = target.user === '' ? 'domain' : 'conversation';
    if (of === 'conversation' && !target.user.startsWith(CONVERSATION_PREFIX)) return undefined;
    const event = parseValue(header(request.message, 'event') ?? '').value;
    const asked = Object.hasOwn(this.#packages, event) ? this.#packages[event] : undefined;
    if (asked?.of === of) return this.#answer(request, event, { by, target }, asked);
    return of === 'domain' ? this.#refuse() : undefined;
  }

  async #answer(
    request: IncomingRequest,
    event: string,
    { by, target }: Pick<Fetch, 'by' | 'target'>,
    { answer }: FetchPackage,
  ): Promise<void> {
    const { address } = by;
    const open = this.#open.get(address) ?? 0;
    if (open >= MAX_OPEN) throw new SipError(503, 'Too many questions at a time', { 'Retry-After': '1' });
    this.#open.set(address, open + 1);
    try {
      const body = JSON.stringify(await answer({ by, target, question: readQuestion(request) }));
      if (!request.flow.closed) tell(request, event, NameAddr(target), body);
    } finally {
      const left = (this.#open.get(address) ?? 1) - 1;
      if (left > 0) this.#open.set(address, left);
      else this.#open.delete(address);
    }
  }

  /** RFC 6665 §7.2: which packages there are instead. */
  async #refuse(): Promise<never> {
    const names = Object.keys(this.#packages).filter(name => this.#packages[name]?.of === 'domain');
    throw new SipError(489, 'Bad Event', { 'Allow-Events': names.join(', ') });
  }
}

function tell(request: IncomingRequest, event: string, contact: NameAddr, body: string): void {
  const dialog = request.createDialog(contact);
  request.respond(200, { headers: { Expires: '0' } });
  const headers = { Event: event, 'Subscription-State': 'terminated;reason=timeout' };
  void dialog.request('NOTIFY', formatPayload({ headers, contentType: 'application/json', body }));
  dialog.end();
}

function readQuestion({ message }: IncomingRequest): Fetch['question'] {
  const { body } = message;
  if (bareType(header(message, 'content-type') ?? '') !== 'application/json' || typeof body !== 'string') {
    throw new SipError(415, 'Unsupported Media Type', { Accept: 'application/json' });
  }
  if (body.length > QUESTION_LENGTH)
    throw new SipError(413, `A question may have at most ${QUESTION_LENGTH} characters`);
  const question = parseJson(body);
  if (typeof question === 'object' && question !== null && !Array.isArray(question)) return { ...question };
  throw new SipError(400, 'The question is no JSON object');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
