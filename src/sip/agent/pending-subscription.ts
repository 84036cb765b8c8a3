import type { NameAddr, SipRequest, SipResponse } from '../codec/index.js';
import { dialogOfRequest, dialogOfResponse, tagOf } from '../dialog/index.js';
import type { AgentCore } from './agent-core.js';
import type { Dialog } from './dialog.js';
import type { AgentFlow } from './flow.js';
import type { IncomingRequest } from './incoming-request.js';
import type { OutsideRequest } from './outside-request.js';

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

  /** The dialog that a NOTIFY begins; `undefined` when it has been begun and ended before. */
  notified(notify: SipRequest): Dialog | undefined {
    const tag = tagOf(notify.from);
    if (this.#dialogs.has(tag)) return undefined;
    // The peer's number is not taken over: the dialog is about to receive this very NOTIFY.
    const start = { ...dialogOfRequest(notify, this.#request.localTag), remoteSequence: undefined, ownsCallId: true };
    return this.#open(tag, { ...start, localSequence: this.#request.sequence });
  }

  /** The dialog that the final response confirms. Without one all of them end. */
  answered(response: SipResponse): Dialog | undefined {
    const tag = tagOf(response.to);
    if (response.status >= 300) {
      for (const dialog of this.#dialogs.values()) dialog.end();
      return undefined;
    }
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
