import type { ChatEvents, ChatPort, Invitation } from '../model/index.js';
import { Reason } from '../observable/index.js';
import type { IncomingRequest } from '../sip/agent/index.js';
import { acceptTypesOf } from '../sip/body/index.js';
import { formatUri, header, parseNameAddr, type SipRequest } from '../sip/codec/index.js';
import { offerOf } from './message-session.js';
import { SipChatPort } from './sip-chat-port.js';
import type { Returnable, SipLink } from './sip-link.js';
import { withdrawnBecause } from './sip-reason.js';
import { personOf, readText } from './spoken-text.js';

/**
 * Reads an INVITE to us. `undefined` when it is not to a session of messages: 488 then.
 * @throws SyntaxError for a body that cannot be parsed: 400 then.
 */
export function readInvitation(message: SipRequest): Omit<Invitation, 'open'> | undefined {
  const { sdp, rendered } = offerOf(message);
  if (sdp === undefined || !acceptTypesOf(sdp)) return undefined;
  const [focus] = message.contact === '*' ? [] : message.contact;
  return {
    from: personOf(inviterOf(message)),
    uri: focus?.params.has('isfocus') ? formatUri(focus.uri) : undefined,
    subject: header(message, 'subject') ?? '',
    first: typeof rendered?.body === 'string' ? readText(message, rendered.contentType, rendered.body) : undefined,
  };
}

/** A conference invites by its own address, and says in Referred-By (RFC 3892) who asked it to. */
function inviterOf(message: SipRequest) {
  const referredBy = header(message, 'referred-by');
  return referredBy === undefined ? message.from : parseNameAddr(referredBy);
}

/** An INVITE to us that waits for an answer: rings at once, and tells when it is withdrawn. */
export class SipInvitation implements Returnable {
  readonly #link: SipLink;
  readonly #request: IncomingRequest;
  #port: SipChatPort | undefined;

  constructor(link: SipLink, request: IncomingRequest) {
    this.#link = link;
    this.#request = request;
    request.onCancel = cancel => this.#withdraw(withdrawnBecause(cancel), 487);
    link.keep(this);
    request.respond(180);
  }

  open(events: ChatEvents): ChatPort {
    const port = SipChatPort.incoming(this.#link, this.#request, events, () => this.#link.release(this));
    this.#port = port;
    return port;
  }

  /** The INVITE came by a connection that is gone. */
  comeBack(): void {
    this.giveUp();
  }

  giveUp(): void {
    this.#withdraw(new Reason('Dropped', { message: 'The connection to the server was lost.' }));
  }

  #withdraw(reason: Reason, status?: number): void {
    this.#link.release(this);
    if (status !== undefined) this.#request.respond(status);
    this.#port?.withdraw(reason);
  }
}
