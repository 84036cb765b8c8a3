import { formatHeader } from '../codec/index.js';
import type { NameAddr } from '../codec/index.js';
import { DialogState, type DialogStart } from '../dialog/index.js';
import type { AgentOptions } from './agent-options.js';
import { Dialog } from './dialog.js';
import type { AgentFlow } from './flow.js';
import type { IncomingRequest } from './incoming-request.js';
import type { PendingSubscription } from './pending-subscription.js';
import type { ServedRequest } from './served-request.js';

/** What the parts of one agent share: its dialogs, its options, and the wall that the owner's errors stop at. */
export class AgentCore {
  readonly options: AgentOptions;
  readonly timeoutMs: number;
  /** The User-Agent line of requests, or `''`. */
  readonly requestLine: string;
  /** The Server line of responses, or `''`. */
  readonly responseLine: string;
  /** Our SUBSCRIBEs and REFERs that have no final response yet, by `subscriptionKey`. */
  readonly subscriptions = new Map<string, PendingSubscription>();
  readonly #dialogs = new Map<string, Dialog>();

  constructor(options: AgentOptions) {
    this.options = options;
    this.timeoutMs = options.timeoutMs ?? 32_000;
    this.requestLine = options.product === undefined ? '' : formatHeader('User-Agent', options.product);
    this.responseLine = options.product === undefined ? '' : formatHeader('Server', options.product);
  }

  /** How many dialogs there are. */
  get dialogCount(): number {
    return this.#dialogs.size;
  }

  /** Begins a dialog, to be found from now on until it ends. */
  openDialog(flow: AgentFlow, start: DialogStart, contact: NameAddr): Dialog {
    const dialog = new Dialog(this, flow, new DialogState(start), contact);
    this.#dialogs.set(dialogKey(dialog.callId, dialog.localTag, dialog.remoteTag), dialog);
    flow.dialogs.add(dialog);
    // The owner may have waited for something while the flow went away.
    if (flow.closed) dialog.end();
    return dialog;
  }

  /** The dialog with these marks on this flow. Other flows have no part in it, whatever tags they guess. */
  findDialog(flow: AgentFlow, callId: string, localTag: string, remoteTag: string): Dialog | undefined {
    const dialog = this.#dialogs.get(dialogKey(callId, localTag, remoteTag));
    return dialog?.flow === flow ? dialog : undefined;
  }

  forgetDialog(flow: AgentFlow, dialog: Dialog): void {
    this.#dialogs.delete(dialogKey(dialog.callId, dialog.localTag, dialog.remoteTag));
    flow.dialogs.delete(dialog);
  }

  /** Hands a request to a slot of the owner. If that throws before it has answered, the answer is 500. */
  show(request: ServedRequest, slot: (request: IncomingRequest) => void): void {
    try {
      slot(request);
    } catch (error) {
      this.report(error);
      if (request.status === 0) request.respond(500);
    }
  }

  /** Calls a slot of the owner, whose error must not stop what the agent is doing. */
  tell(slot: () => void): void {
    try {
      slot();
    } catch (error) {
      this.report(error);
    }
  }

  report(error: unknown): void {
    if (this.options.onError) this.options.onError(error);
    else console.error(error);
  }
}

/** RFC 3261 §12. None of the three has a line break in it. */
function dialogKey(callId: string, localTag: string, remoteTag: string): string {
  return `${callId}\n${localTag}\n${remoteTag}`;
}
