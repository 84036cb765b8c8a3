import type { NameAddr, SipRequest, SipResponse } from '../codec/index.js';
import { dialogOfRequest, dialogOfResponse, tagOf } from '../dialog/index.js';
import type { AgentCore } from './agent-core.js';
import type { Dialog } from './dialog.js';
import type { AgentFlow } from './flow.js';
import type { IncomingRequest } from './incoming-request.js';
import type { OutsideRequest } from './outside-request.js';

/** Forks that may notify before the final response says which of them it is. */
const MAX_FORKS = 8;

/** A SUBSCRIBE or REFER of ours whose dialog may be begun by a NOTIFY before its 2xx. RFC 6665 §4.1.2.4, RFC 3515 §2.4.4. */
export class PendingSubscription {
  readonly flow: AgentFlow;
  readonly #core: AgentCore;
  readonly #request: OutsideRequest;
  readonly #contact: NameAddr;
  readonly #onRequest: (request: IncomingRequest) => void;
  readonly #dialogs = new Map<string, Dialog>();

  constructor(
    core: AgentCore,
    flow: AgentFlow,
    request: OutsideRequest,
    contact: NameAddr,
    onRequest: (request: IncomingRequest) => void,
  ) {
    this.#core = core;
    this.flow = flow;
    this.#request = request;
    this.#contact = contact;
    this.#onRequest = onRequest;
  }

  /** The dialog that a NOTIFY begins; `undefined` when it has been begun and ended before, or there are too many. */
  notified(notify: SipRequest): Dialog | undefined {
    const tag = tagOf(notify.from);
    if (this.#dialogs.has(tag) || this.#dialogs.size >= MAX_FORKS) return undefined;
    // The peer's number is not taken over: the dialog is about to receive this very NOTIFY.
    const start = { ...dialogOfRequest(notify, this.#request.localTag), remoteSequence: undefined, ownsCallId: true };
    return this.#open(tag, { ...start, localSequence: this.#request.sequence });
  }

  /** The dialog that the final response confirms, if any. Those of other forks end. */
  answered(response: SipResponse): Dialog | undefined {
    const tag = response.status < 300 ? tagOf(response.to) : undefined;
    for (const [fork, dialog] of this.#dialogs) if (fork !== tag) dialog.end();
    if (tag === undefined) return undefined;
    const dialog = this.#dialogs.get(tag) ?? this.#open(tag, dialogOfResponse(response));
    dialog.continueFrom(response.cseq.sequence);
    return dialog;
  }

  #open(tag: string, start: Parameters<AgentCore['openDialog']>[1]): Dialog {
    const dialog = this.#core.openDialog(this.flow, start, this.#contact);
    dialog.onRequest = this.#onRequest;
    this.#dialogs.set(tag, dialog);
    return dialog;
  }
}

/** What a NOTIFY has in common with its SUBSCRIBE or REFER. */
export function subscriptionKey(callId: string, localTag: string): string {
  return `${callId}\n${localTag}`;
}
